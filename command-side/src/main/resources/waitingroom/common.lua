-- What the scripts of a waiting room have in common; it stands before each of them.
-- All of a room's keys are given to every script, in this order. Those of the first line belong to a round, the others
-- to the evening: an admission outlives the round in which it was given.
local room, places, place_of, buyer_at, passed, back, priority, pace = unpack(KEYS, 1, 8)
local live, admission_of, ended = unpack(KEYS, 9, 11)

-- Time is Redis' own, in milliseconds: the clocks of instances may differ.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- A place is 13 bytes in one long string: state, then when its buyer entered, was last seen, and last polled. These are in
-- tenths of a second since the beginning of 2026, which four bytes can count for thirteen years.
local PLACE = 13
local EPOCH = 1767225600000
local tick = math.floor((now - EPOCH) / 100)

local WAITING, ADMITTED, PASSED, BACK, LEFT, OVER = 1, 2, 3, 4, 5, 6

local function read(n)
    return struct.unpack('>BI4I4I4', redis.call('GETRANGE', places, n * PLACE, n * PLACE + PLACE - 1))
end

local function write(n, state, entered, seen, polled)
    redis.call('SETRANGE', places, n * PLACE, struct.pack('>BI4I4I4', state, entered, seen, polled))
end

local function become(n, state)
    redis.call('SETRANGE', places, n * PLACE, struct.pack('>B', state))
end

local function number(field)
    return tonumber(redis.call('HGET', room, field) or 0)
end

local function add(field, much)
    return redis.call('HINCRBY', room, field, much)
end

local function is_there()
    return redis.call('EXISTS', room) == 1
end

-- Redis may have thrown away one key and kept another. Nobody waits without a place and a number.
local function is_whole()
    return is_there() and (number('next') == 0 or redis.call('EXISTS', places, buyer_at) == 2)
        and (number('waiting') == 0 or redis.call('EXISTS', place_of) == 1)
end

-- When a buyer's admission ends, or nil: also when it has ended already.
local function admitted_until(buyer)
    local till = tonumber(redis.call('ZSCORE', live, buyer) or 0)
    return till > now and till or nil
end

-- The list is closed at the opening by whoever comes first, be it the keeper or somebody who came too late for it.
local function close_list(opens_at)
    local closed = redis.call('HGET', room, 'frozen')
    if not closed and now >= opens_at then
        closed = redis.call('HGET', room, 'next')
        redis.call('HSET', room, 'frozen', closed, 'opened', tick)
    end
    return closed and tonumber(closed)
end

-- Who left, or was not there in time, has no place any more and may enter anew.
local function give_up(n, buyer, state)
    become(n, state)
    if redis.call('HGET', place_of, buyer) == tostring(n) then
        redis.call('HDEL', place_of, buyer)
    end
end

local function is_too_late(n)
    return tonumber(redis.call('ZSCORE', passed, n) or 0) <= now
end

-- Not there in time; the next step tells its keeper, who counts.
local function lose_place(n, buyer)
    redis.call('ZREM', passed, n)
    give_up(n, buyer, OVER)
    add('no_shows', 1)
    add('untold_no_shows', 1)
end

-- How many come before all who wait for their turn: who has priority and was passed over may be counted twice.
local function how_many_come_first()
    return redis.call('ZCARD', priority) + redis.call('ZCARD', back)
end

-- How a buyer stands: kind, arrival number, turns served, tenths of a second since the last poll or -1; for the admitted
-- also the end and the name of the admission; for those who wait, how many are before them of those who come before the
-- line, and whether the buyer is one of these.
local function standing(buyer, n, polled)
    local served = number('served')
    local since = polled and polled > 0 and tick - polled or -1
    local till = admitted_until(buyer)
    if till then
        return {'admitted', n or -1, served, since, till, redis.call('HGET', admission_of, buyer)}
    end
    if not n then
        return {'none', -1, served, since}
    end
    local state = read(n)
    if state == PASSED then
        return {'passed', n, served, since}
    end
    if state ~= WAITING and state ~= BACK then
        return {'none', n, served, since}
    end
    local before = redis.call('ZRANK', priority, n)
    if not before and state == BACK then
        before = redis.call('ZRANK', back, n) + redis.call('ZCARD', priority)
    end
    return {
        redis.call('HEXISTS', room, 'frozen') == 1 and 'waiting' or 'gathering', n, served, since,
        before or how_many_come_first(), before and 1 or 0
    }
end

local function place(buyer)
    local n = redis.call('HGET', place_of, buyer)
    return n and tonumber(n)
end
