-- Signed manifests, and the keys that they are signed with. Organizations, versions and extracts belong to other features, so they are
-- plain columns here.

create table manifest_key (
    -- the thumbprint of the public half
    id           varchar(43)                 not null primary key,
    -- an organization, or the server itself
    signer       varchar(13)                 not null,
    generation   integer                     not null,
    public_key   varchar(43)                 not null,
    -- the private half, wrapped with the master key
    wrapped      varchar(200)                not null,
    created_at   timestamp(6) with time zone not null,
    -- what the key before it has signed for it
    endorsement  varchar(2000),
    endorsed_by  varchar(43),
    withdrawn_at timestamp(6) with time zone,
    unique (signer, generation),
    check ((endorsement is null) = (endorsed_by is null))
);

create table manifest (
    subject   varchar(60)                 not null primary key,
    key_id    varchar(43)                 not null references manifest_key (id),
    -- as it was signed, and as it is given out
    jws       text                        not null,
    signed_at timestamp(6) with time zone not null
);
create index manifest_by_key on manifest (key_id, subject);
