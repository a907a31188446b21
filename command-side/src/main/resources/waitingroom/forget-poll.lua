-- A poll that was not answered was none. Arguments: buyer, tenths of a second since the one before.
if not is_there() then
    return {'absent'}
end
local n = place(ARGV[1])
if n then
    local state, entered, seen, polled = read(n)
    write(n, state, entered, seen, math.max(1, polled - tonumber(ARGV[2])))
end
return {'there'}
