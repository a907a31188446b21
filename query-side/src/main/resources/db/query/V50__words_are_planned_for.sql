-- Every search is planned for its own words, and each value that is kept about titles is compared with them. Three hundred
-- tell a word that one in fifty has from a rare one; a thousand took longer to ask than many a search takes.
alter table concert_listed alter column title set statistics 300;
alter table concert_listed alter column artist set statistics 300;
