-- What a keeper does for a round again and again: keeps it from being forgotten, closes the list in time, and sees to
-- priority. Arguments: when it opens, how long it is kept, the keeper's name, how often it has been here, then the buyers
-- with priority in their order.
local opens_at, kept, keeper, times = tonumber(ARGV[1]), tonumber(ARGV[2]), 'kept_by_' .. ARGV[3], tonumber(ARGV[4])
local UNKEPT = 5000
if not is_whole() then
    return {'absent'}
end
-- A copy from before the keeper's last visit does not know of it.
if number(keeper) < times then
    return {'older'}
end
-- After a time in which nobody kept the room, and perhaps nobody could ask, all are taken for having asked just now.
if now - number('tended') > UNKEPT then
    redis.call('HSET', room, 'excused', tick)
end
redis.call('HSET', room, keeper, times + 1, 'tended', now)
for i = 1, 11 do
    redis.call('PEXPIRE', KEYS[i], kept)
end
redis.call('DEL', priority)
for i = 5, #ARGV do
    local n = place(ARGV[i])
    if n then
        local state = read(n)
        if state == WAITING or state == BACK then
            redis.call('ZADD', priority, i - 5, n)
        end
    end
end
redis.call('ZREMRANGEBYSCORE', ended, '-inf', now - kept)
local closed = close_list(opens_at)
return {closed and 'closed' or 'open', closed or math.max(0, opens_at - now), redis.call('HGET', room, 'digest'),
    number('served'), number('next')}
