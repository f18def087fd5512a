-- Who calls and what they may do. Secrets and private keys are never here in the clear.

create table organization (
    id varchar(13) primary key,
    mnemonic varchar(63) not null unique,
    name varchar(200) not null,
    created_at timestamp(6) with time zone not null
);

create table client (
    id varchar(64) primary key,
    organization_id varchar(13) not null references organization (id),
    name varchar(200) not null,
    -- names of scopes, separated by blanks
    scopes varchar(200) not null,
    -- public keys for private_key_jwt: in place, or where to fetch them
    jwks varchar(20000),
    jwks_uri varchar(2000),
    created_at timestamp(6) with time zone not null,
    disabled_at timestamp(6) with time zone,
    check (jwks is null or jwks_uri is null)
);

create index client_of_organization on client (organization_id);

create table client_secret (
    id uuid primary key,
    client_id varchar(64) not null references client (id),
    -- at most two live secrets: two so that a secret can be replaced without an outage, no more so that none is forgotten
    slot smallint not null check (slot in (1, 2)),
    -- salt and SHA-256, see SecretHash
    hash varchar(200) not null,
    created_at timestamp(6) with time zone not null,
    unique (client_id, slot)
);

create table entitlement (
    organization_id varchar(13) not null references organization (id),
    product_id uuid not null,
    -- null: the whole product, with sub-products yet to come
    sub_product_id uuid,
    granted_at timestamp(6) with time zone not null,
    unique nulls not distinct (organization_id, product_id, sub_product_id)
);

create table signing_key (
    -- one row per rotation: the primary key lets one of several nodes win
    generation integer primary key,
    id varchar(64) not null unique,
    -- both halves, wrapped with the master key
    private_key varchar(8000) not null,
    created_at timestamp(6) with time zone not null,
    signs_from timestamp(6) with time zone not null,
    -- null while no later key has taken over
    verifies_until timestamp(6) with time zone
);

create table revocation (
    kind varchar(6) not null check (kind in ('token', 'client')),
    -- the jti of a token, or the id of a client all of whose tokens are refused
    subject varchar(64) not null,
    -- from here on there is nothing left to refuse
    expires_at timestamp(6) with time zone not null,
    -- by the database's clock, which all nodes share
    recorded_at timestamp(6) with time zone default current_timestamp not null,
    primary key (kind, subject)
);

create index revocation_by_time on revocation (recorded_at);

create table used_assertion (
    client_id varchar(64) not null references client (id),
    jti_sha256 varchar(64) not null,
    -- from here on the assertion is refused for its age
    expires_at timestamp(6) with time zone not null,
    primary key (client_id, jti_sha256)
);
