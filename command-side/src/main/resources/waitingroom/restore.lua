-- Puts an admission up again that Redis has lost, unless it was ended meanwhile or its time is up. Arguments: its name, buyer,
-- end, how long this is kept if nobody keeps the room.
local id, buyer, till, kept = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local given = tonumber(string.match(id, '%.(%d+)$') or 0)
local ended_at = tonumber(redis.call('ZSCORE', ended, buyer) or -1)
if given <= ended_at then
    return {'ended', ended_at}
end
if till > now and not redis.call('ZSCORE', live, buyer) then
    redis.call('ZADD', live, till, buyer)
    redis.call('HSET', admission_of, buyer, id)
    for _, key in ipairs({live, admission_of}) do
        if redis.call('PTTL', key) == -1 then
            redis.call('PEXPIRE', key, kept)
        end
    end
end
return {'live'}
