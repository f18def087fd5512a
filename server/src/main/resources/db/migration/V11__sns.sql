-- What notifications are signed with.

create table sns_key (
    -- one row per rotation: the primary key lets one of several nodes win
    generation  integer                     not null primary key,
    -- the beginning of the certificate's SHA-256, which is in the certificate's address
    id          varchar(32)                 not null unique,
    -- PEM; kept after the key, as long as messages that it has signed may be sent again
    certificate varchar(8000)               not null,
    -- the private half, wrapped with the master key; null once the next key has taken over
    wrapped     varchar(8000),
    created_at  timestamp(6) with time zone not null
);
