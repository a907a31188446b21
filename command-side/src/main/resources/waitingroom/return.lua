-- Somebody who was passed over is there again, in time: before all whose turn comes later. Arguments: buyer, their turn.
local buyer, turn = ARGV[1], tonumber(ARGV[2])
if not is_there() then
    return {'absent'}
end
local n = place(buyer)
if n and read(n) == PASSED then
    if tonumber(redis.call('ZSCORE', passed, n) or 0) > now then
        become(n, BACK)
        redis.call('ZADD', back, turn, n)
        add('waiting', 1)
    else
        give_up(n, buyer, OVER)
        add('no_shows', 1)
    end
    redis.call('ZREM', passed, n)
end
return {'there', standing(buyer, n)}
