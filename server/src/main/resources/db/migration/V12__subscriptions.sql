-- Who is to be told of events, and what they are told. Products, sub-products, populations, organizations and clients belong to other
-- features, so they are plain columns here.

create table topic (
    name              varchar(256) not null primary key,
    -- how its messages are signed
    signature_version varchar(1)   not null,
    -- its ARN at Amazon, where messages are sent by that; null until it is known
    amazon_arn        varchar(500)
);

-- Up to which event topics have been told of, and who may add a subscription: each row is locked by whoever is at it.
create table fan_out (
    id       smallint not null primary key,
    position bigint   not null
);
insert into fan_out (id, position) select 1, newest from event_counter where id = 1;
insert into fan_out (id, position) values (2, 0);

create table publication (
    -- its MessageId
    id                uuid                        not null primary key,
    topic             varchar(256)                not null,
    -- as it was signed, whatever the settings say now
    topic_arn         varchar(400)                not null,
    -- Notification, SubscriptionConfirmation or UnsubscribeConfirmation
    kind              varchar(30)                 not null,
    -- who may be sent it: whoever sees the sub-product, or one organization, or the one subscription that it was made for
    sub_product_id    uuid,
    organization_id   varchar(13),
    subject           varchar(100),
    message           varchar(100000)             not null,
    -- a JSON object
    attributes        varchar(20000)              not null,
    -- of a confirmation: token and SubscribeURL, wrapped with the master key
    wrapped_token     varchar(4000),
    published_at      timestamp(6) with time zone not null,
    signature_version varchar(1)                  not null,
    key_id            varchar(32)                 not null,
    signature         varchar(1000)               not null
);
create index publication_by_time on publication (published_at);

create table subscription (
    id               uuid                        not null primary key,
    topic            varchar(256)                not null references topic (name),
    organization_id  varchar(13)                 not null,
    client_id        varchar(255)                not null,
    -- with user and password, wrapped with the master key; and without
    wrapped_endpoint varchar(8000)               not null,
    endpoint         varchar(2100)               not null,
    -- SHA-256 of what is in the column before, by which it is found among thousands
    endpoint_hash    varchar(64)                 not null,
    raw              boolean                     not null,
    -- JSON
    filter_policy    varchar(10000),
    retry_policy     varchar(2000)               not null,
    per_second       integer,
    state            varchar(10)                 not null check (state in ('pending', 'confirmed', 'ended')),
    -- SHA-256 of the token that confirms it, or begins it again
    token_hash       varchar(64),
    token_until      timestamp(6) with time zone,
    created_at       timestamp(6) with time zone not null,
    -- when it came to its state
    since            timestamp(6) with time zone not null
);
create index subscription_by_topic on subscription (topic, state);
create index subscription_by_organization on subscription (organization_id, state, created_at, id);
create index subscription_by_client on subscription (client_id, organization_id, state);
create index subscription_by_endpoint on subscription (endpoint_hash);
create index subscription_by_token on subscription (token_hash);
create index subscription_by_state on subscription (state, since);

-- Set once, when it was told that the retention date is near.
alter table version add column expiring_at timestamp(6) with time zone;
