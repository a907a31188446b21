-- Ends whatever a buyer has. Arguments: buyer, what for (leave: place and admission; end: the admission alone), the latest
-- time at which an admission to be ended was given, how long that is kept if nobody keeps the room.
local buyer, all, given_by, kept = ARGV[1], ARGV[2] == 'leave', tonumber(ARGV[3]), tonumber(ARGV[4])
local what = 'nothing'
local n = is_there() and place(buyer)
local id = redis.call('HGET', admission_of, buyer)
local given = id and tonumber(string.match(id, '%.(%d+)$')) or 0
-- Whatever was given until then counts no more, also what this Redis has never heard of.
redis.call('ZADD', ended, 'GT', math.min(now, given_by), buyer)
if redis.call('PTTL', ended) == -1 then
    redis.call('PEXPIRE', ended, kept)
end
if given <= given_by then
    if redis.call('ZREM', live, buyer) == 1 then
        what = 'admission'
    end
    redis.call('HDEL', admission_of, buyer)
    if n and read(n) == ADMITTED then
        give_up(n, buyer, OVER)
    end
end
if n and all then
    local state = read(n)
    if state == WAITING or state == BACK or state == PASSED then
        what = 'place'
        redis.call('ZREM', back, n)
        redis.call('ZREM', passed, n)
        redis.call('ZREM', priority, n)
        if state ~= PASSED then
            add('waiting', -1)
        end
        if redis.call('HEXISTS', room, 'frozen') == 1 then
            give_up(n, buyer, LEFT)
        else
            become(n, LEFT)
        end
    end
end
return {what, redis.call('ZSCORE', ended, buyer)}
