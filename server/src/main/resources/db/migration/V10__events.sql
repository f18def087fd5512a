-- What became available and what ceased to be, for clients that ask what is new. Organizations and sub-products belong to other features,
-- so their ids are plain columns here.

-- The number of the newest event. Taken and moved on by the transaction that stores an event, which so holds up any other until it is
-- committed: numbers have the order in which events become visible, and none is left out.
create table event_counter (
    id smallint primary key check (id = 1),
    newest bigint not null,
    -- Up to this number events are kept no more; the id is that of this very event.
    forgotten bigint not null,
    forgotten_id uuid not null,
    -- what cursors are sealed with, wrapped with the master key; null until the first one is needed
    wrapped_key varchar(200)
);
insert into event_counter (id, newest, forgotten, forgotten_id)
values (1, 0, 0, '00000000-0000-0000-0000-000000000000');

create table event (
    number bigint primary key,
    id uuid not null unique,
    event_type varchar(40) not null,
    happened_at timestamp(6) with time zone not null,
    -- Who may know: one organization, or whoever sees the sub-product when asking.
    organization_id varchar(13),
    sub_product_id uuid,
    -- JSON
    subject varchar(20000) not null,
    check ((organization_id is null) <> (sub_product_id is null))
);
create index event_by_organization on event (organization_id, number);
create index event_by_sub_product on event (sub_product_id, number);

-- Set once, when it was told that the retention date has come.
alter table version add column expired_at timestamp(6) with time zone;
create index version_by_retention on version (retention_date);
