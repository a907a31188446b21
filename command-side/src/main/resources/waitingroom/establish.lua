-- Puts up an empty room. Arguments: the beginning of the list's chain, how long it is kept.
local chain, kept = ARGV[1], tonumber(ARGV[2])
if not is_there() then
    redis.call('HSET', room, 'next', 0, 'served', 0, 'waiting', 0, 'admitted', 0, 'digest', chain)
    redis.call('PEXPIRE', room, kept)
end
return {'there'}
