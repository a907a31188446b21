-- Whether an admission that bears a good signature counts. Arguments: its name, buyer, end.
local id, buyer, till = ARGV[1], ARGV[2], tonumber(ARGV[3])
local given = tonumber(string.match(id, '%.(%d+)$') or 0)
local ended_at = tonumber(redis.call('ZSCORE', ended, buyer) or -1)
if given <= ended_at then
    return {'ended', ended_at}
end
-- What Redis has lost is there again as soon as it is shown, unless its time is up.
if not redis.call('ZSCORE', live, buyer) then
    if till > now then
        redis.call('ZADD', live, till, buyer)
        redis.call('HSET', admission_of, buyer, id)
    end
    return {'unknown'}
end
return {'live'}
