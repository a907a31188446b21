-- What gave reason to doubt and waits for its second look: whoever verifies next must know of it, for the tail has gone by.
create table verifier_doubt (
    book varchar(64) not null,
    stream varchar(255) not null,
    primary key (book, stream)
);
