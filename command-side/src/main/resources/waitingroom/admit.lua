-- One step of admitting. Arguments: the turn at which the window begins, the arrival numbers of the turns from there on
-- as far as they were drawn, a second's admissions in thousandths, the length of a step, how many may be in, how long an
-- admission lasts, after what silence somebody is passed over, how long they are kept, how many are looked at, the round.
local from, window, rate, step = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local cap, lasts, silent, grace = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local most, round = tonumber(ARGV[9]), ARGV[10]
if not is_there() then
    return {'absent'}
end
local served, next_arrival = number('served'), number('next')
if served ~= from then
    return {'moved', served, next_arrival}
end

-- How many. What a step could not finish because it looked at enough already is finished by the next call; the time of a
-- step is that of its last call, so that two steps are never closer than they may be.
local last, unit = number('stepped'), 1000000
local quota = number('unfinished')
if now < last then
    redis.call('HSET', room, 'stepped', now)
    return {'wait', step, served, next_arrival}
end
if quota == 0 then
    if now - last < step then
        return {'wait', step - (now - last), served, next_arrival}
    end
    local share = rate * step + number('carried')
    quota = math.floor(share / unit)
    redis.call('HSET', room, 'carried', string.format('%.0f', share % unit))
else
    -- By today's rate, should it have been lowered meanwhile.
    quota = math.min(quota, math.max(1, math.floor(rate * step / unit)))
end

-- Whose time is up.
for _, buyer in ipairs(redis.call('ZRANGEBYSCORE', live, '-inf', now, 'LIMIT', 0, most)) do
    redis.call('ZREM', live, buyer)
    redis.call('HDEL', admission_of, buyer)
    local n = place(buyer)
    if n and read(n) == ADMITTED then
        give_up(n, buyer, OVER)
    end
end
local no_shows = 0
for _, late in ipairs(redis.call('ZRANGEBYSCORE', passed, '-inf', now, 'LIMIT', 0, most)) do
    redis.call('ZREM', passed, late)
    give_up(tonumber(late), redis.call('HGET', buyer_at, late), OVER)
    no_shows = no_shows + 1
end

local free = cap - redis.call('ZCOUNT', live, '(' .. now, '+inf')
local wanted = math.min(quota, free)
local admitted, passed_over, looked = {}, 0, 0
local opened, excused = number('opened'), number('excused')
-- Where nearly everybody is silent, it is rather the way to us that is broken: a step passes over a few times as many as it
-- may admit, and then it is over. So nobody finds that the whole line has gone by within a second.
local missed, may_miss = number('missed'), math.max(50, 5 * math.floor(rate * step / unit))

local function is_silent(seen)
    return tick - math.max(seen, excused) > silent
end

local function admit(n, entered)
    local buyer = redis.call('HGET', buyer_at, n)
    become(n, ADMITTED)
    add('waiting', -1)
    -- In already, by an admission that Redis had lost and was shown: that one counts.
    if not admitted_until(buyer) then
        redis.call('ZADD', live, now + lasts, buyer)
        -- Later than what was ended, should that have been in this very millisecond.
        local given = math.max(now, tonumber(redis.call('ZSCORE', ended, buyer) or 0) + 1)
        redis.call('HSET', admission_of, buyer, round .. '.' .. n .. '.' .. string.format('%.0f', given))
        admitted[#admitted + 1] = tick - math.max(entered, opened)
    end
end

local function pass_over(n)
    become(n, PASSED)
    redis.call('ZADD', passed, now + grace, n)
    add('waiting', -1)
    passed_over = passed_over + 1
    missed = missed + 1
end

-- First those with priority who are there; then those who were passed over and came back; then by turn.
if wanted > 0 then
    for _, text in ipairs(redis.call('ZRANGE', priority, 0, -1)) do
        local n = tonumber(text)
        local state, entered, seen = read(n)
        if #admitted >= wanted then
            break
        end
        if not is_silent(seen) then
            redis.call('ZREM', priority, n)
            redis.call('ZREM', back, n)
            admit(n, entered)
        end
    end
    for _, text in ipairs(redis.call('ZRANGE', back, 0, most - 1)) do
        if #admitted >= wanted or missed >= may_miss then
            break
        end
        local n = tonumber(text)
        local _, entered, seen = read(n)
        redis.call('ZREM', back, n)
        redis.call('ZREM', priority, n)
        looked = looked + 1
        if not is_silent(seen) then
            admit(n, entered)
        else
            pass_over(n)
        end
    end
end
local drawn = string.gmatch(window, '%d+')
local frozen = number('frozen')
while #admitted < wanted and missed < may_miss and looked < most and served < next_arrival do
    local n = served
    if served < frozen then
        local named = drawn()
        if not named then
            break
        end
        n = tonumber(named)
    end
    looked = looked + 1
    served = served + 1
    local state, entered, seen = read(n)
    if state == WAITING then
        redis.call('ZREM', priority, n)
        if not is_silent(seen) then
            admit(n, entered)
        else
            pass_over(n)
        end
    end
end

local unfinished = 0
if #admitted < wanted and missed < may_miss and served < next_arrival then
    unfinished = quota - #admitted
end
local total = add('admitted', #admitted)
add('no_shows', no_shows)
no_shows = no_shows + number('untold_no_shows')
redis.call('HDEL', room, 'untold_no_shows')
redis.call('HSET', room, 'served', served, 'stepped', now, 'unfinished', unfinished,
    'missed', unfinished > 0 and missed or 0)
if now - number('noted') >= 1000 then
    redis.call('RPUSH', pace, now .. ' ' .. served .. ' ' .. total)
    redis.call('LTRIM', pace, -31, -1)
    redis.call('HSET', room, 'noted', now)
end
return {'stepped', unfinished > 0 and 0 or step, served, next_arrival, passed_over, no_shows, admitted}
