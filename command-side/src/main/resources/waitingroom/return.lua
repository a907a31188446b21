-- Somebody who was passed over is there again, in time: before all whose turn comes later. Arguments: buyer, their turn.
local buyer, turn = ARGV[1], tonumber(ARGV[2])
if not is_there() then
    return {'absent'}
end
local n = place(buyer)
if n and read(n) == PASSED then
    if is_too_late(n) then
        lose_place(n, buyer)
    else
        become(n, BACK)
        redis.call('ZREM', passed, n)
        redis.call('ZADD', back, turn, n)
        add('waiting', 1)
    end
end
return {'there', standing(buyer, n)}
