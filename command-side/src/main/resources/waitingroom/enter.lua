-- Gives a buyer a place, or finds the one they have. Arguments: buyer, receipt, when the room opens, how many may wait,
-- how many may ever enter, the buyer's rank among those with priority or -1.
local buyer, receipt, opens_at = ARGV[1], ARGV[2], tonumber(ARGV[3])
local capacity, most, rank = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
if not is_there() then
    return {'absent'}
end
local closed = close_list(opens_at)
local n = place(buyer)
if admitted_until(buyer) then
    return standing(buyer, n)
end
local again = false
if n then
    local state, entered, _, polled = read(n)
    if state == PASSED and is_too_late(n) then
        lose_place(n, buyer)
    elseif state == WAITING or state == BACK or state == PASSED then
        write(n, state, entered, tick, polled)
        return standing(buyer, n, polled)
    end
    again = state == LEFT and not closed
end
if number('waiting') >= capacity then
    return {'full'}
end
if again then
    -- Before the opening nobody is in the list twice: who left and comes back is where they were.
    local _, entered, _, polled = read(n)
    write(n, WAITING, entered, tick, polled)
else
    n = number('next')
    if n >= most then
        return {'full'}
    end
    add('next', 1)
    write(n, WAITING, tick, tick, 0)
    redis.call('HSET', place_of, buyer, n)
    redis.call('HSET', buyer_at, n, buyer)
    if not closed then
        redis.call('HSET', room, 'digest', redis.sha1hex(redis.call('HGET', room, 'digest') .. receipt))
    end
end
add('waiting', 1)
if rank >= 0 then
    redis.call('ZADD', priority, rank, n)
end
return standing(buyer, n)
