-- How buyers stand, and that they were seen. Arguments: when the room opens, whether this is a poll, then the buyers.
local opens_at, poll = tonumber(ARGV[1]), ARGV[2] == 'poll'
if not is_there() then
    return {'absent'}
end
close_list(opens_at)
local standings = {'there'}
for i = 3, #ARGV do
    local buyer = ARGV[i]
    local n = place(buyer)
    local before
    if n then
        local state, entered, _, polled = read(n)
        before = polled
        if state == WAITING or state == BACK or state == PASSED or state == ADMITTED then
            write(n, state, entered, tick, poll and tick or polled)
        end
    end
    standings[#standings + 1] = standing(buyer, n, before)
end
return standings
