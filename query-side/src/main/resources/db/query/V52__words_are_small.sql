-- Title and artist as they are searched: in small letters, which need not be made of them for every row that is looked at,
-- with a space before each word, and a line of their own, so that nothing is found across both.
alter table concert_listed add column words text
    generated always as (' ' || lower(title) || E'\n ' || lower(coalesce(artist, ''))) stored;
drop index concert_listed_by_words;
create index concert_listed_by_words on concert_listed using gin (words gin_trgm_ops);

alter table concert_listed alter column words set statistics 300;
alter table concert_listed alter column title set statistics -1;
alter table concert_listed alter column artist set statistics -1;
analyze concert_listed;
