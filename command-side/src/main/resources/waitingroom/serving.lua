-- What is the same for all who wait: time, turns served, how many wait, whether it has opened, who is in, passed over,
-- counts since the beginning, what was noted of the pace, and how many come before those who wait for their turn.
if not is_there() then
    return {'absent'}
end
return {
    'there', now, number('served'), number('waiting'), redis.call('HEXISTS', room, 'frozen'), number('next'),
    redis.call('ZCOUNT', live, '(' .. now, '+inf'), redis.call('ZCARD', passed), number('admitted'),
    number('no_shows'), redis.call('LRANGE', pace, 0, -1), how_many_come_first()
}
