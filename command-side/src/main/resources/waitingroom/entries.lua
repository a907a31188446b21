-- Who came, in the order in which they came. Arguments: the first arrival number, how many.
local first, many = tonumber(ARGV[1]), tonumber(ARGV[2])
if not is_there() then
    return {'absent'}
end
local numbers = {}
for i = 1, many do
    numbers[i] = first + i - 1
end
return {'there', redis.call('HMGET', buyer_at, unpack(numbers))}
