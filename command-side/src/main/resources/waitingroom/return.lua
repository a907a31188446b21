-- Those who were passed over are there again, in time: before all whose turn comes later. Arguments: for each the buyer, and
-- their turn.
if not is_there() then
    return {'absent'}
end
local standings = {'there'}
for i = 1, #ARGV, 2 do
    local buyer, turn = ARGV[i], tonumber(ARGV[i + 1])
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
    standings[#standings + 1] = standing(buyer, n)
end
return standings
