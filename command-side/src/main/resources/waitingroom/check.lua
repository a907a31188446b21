-- Whether an admission that bears a good signature counts. Arguments: its name, buyer, end. Changes nothing: an admission that is
-- not known may have been ended by now, which is looked up elsewhere before it is put up again (restore.lua).
local id, buyer, till = ARGV[1], ARGV[2], tonumber(ARGV[3])
local given = tonumber(string.match(id, '%.(%d+)$') or 0)
local ended_at = tonumber(redis.call('ZSCORE', ended, buyer) or -1)
if given <= ended_at then
    return {'ended', ended_at}
end
if till <= now then
    return {'over'}
end
return {redis.call('ZSCORE', live, buyer) and 'live' or 'unknown'}
