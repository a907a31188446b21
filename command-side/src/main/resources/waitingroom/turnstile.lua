-- Takes one from an allowance that fills up again evenly, or looks what taking one would come to.
-- KEYS: when the allowance is full again, in milliseconds
-- ARGV: milliseconds until one more may be taken, how many at most, take or look
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local every, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local after = full + every
if after - now > burst * every then
    return {0, 0, after - now - burst * every, full - now}
end
if ARGV[3] == 'take' then
    redis.call('SET', KEYS[1], string.format('%d', after), 'PX', after - now)
end
return {1, math.floor((burst * every - (after - now)) / every), 0, after - now}
