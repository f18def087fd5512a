-- Objects, uploads under way, and the keys that links are signed with.

create table stored_object (
    object_key    varchar(32)                 not null primary key,
    size_in_bytes bigint                      not null check (size_in_bytes >= 0),
    sha256        varchar(64)                 not null,
    stored_at     timestamp(6) with time zone not null,
    withdrawn_at  timestamp(6) with time zone
);

create table upload (
    id               uuid                        not null primary key,
    object_key       varchar(32)                 not null unique,
    store_reference  varchar(1024)               not null,
    announced_size   bigint check (announced_size >= 0),
    announced_sha256 varchar(64),
    appends          integer                     not null check (appends >= 0),
    touched_at       timestamp(6) with time zone not null
);

create index upload_touched_at on upload (touched_at);

create table link_key (
    id      varchar(16)                 not null primary key,
    wrapped varchar(200)                not null,
    made_at timestamp(6) with time zone not null
);
