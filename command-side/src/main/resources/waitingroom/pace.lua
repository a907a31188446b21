-- Writes down what part of the rate one instance can bear, and answers what the one can that is doing worst.
-- KEYS: a hash, instance -> "part until"   ARGV: instance, part, for how many milliseconds it counts
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. string.format('%d', now + ARGV[3]))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local lowest = ARGV[2]
local said = redis.call('HGETALL', KEYS[1])
for i = 1, #said, 2 do
    local part, till = string.match(said[i + 1], '(%S+) (%S+)')
    if tonumber(till) <= now then
        redis.call('HDEL', KEYS[1], said[i])
    elseif tonumber(part) < tonumber(lowest) then
        lowest = part
    end
end
return {lowest}
