-- What the keeper does for a round until it is drawn: keeps it from being forgotten, closes the list in time, and sees to
-- priority. Arguments: when it opens, how long it is kept, then the buyers with priority in their order.
local opens_at, kept = tonumber(ARGV[1]), tonumber(ARGV[2])
if not is_there() then
    return {'absent'}
end
for i = 1, 11 do
    redis.call('PEXPIRE', KEYS[i], kept)
end
redis.call('DEL', priority)
for i = 3, #ARGV do
    local n = place(ARGV[i])
    if n then
        local state = read(n)
        if state == WAITING or state == BACK then
            redis.call('ZADD', priority, i - 3, n)
        end
    end
end
redis.call('ZREMRANGEBYSCORE', ended, '-inf', now - kept)
local closed = close_list(opens_at)
return {closed and 'closed' or 'open', closed or math.max(0, opens_at - now), redis.call('HGET', room, 'digest'),
    number('served'), number('next')}
