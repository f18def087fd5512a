-- The hashes of objects' blocks: for each block of 4 MiB the 32 bytes of its SHA-256, in order. Those of a large object have several
-- rows; one of a single block has none, as its own hash says it all. An object that has come in before there were any has none until
-- they are asked for.

create table block_hashes (
    object_key varchar(32) not null references stored_object (object_key) on delete cascade,
    part       integer     not null,
    hashes     bytea       not null,
    primary key (object_key, part)
);
