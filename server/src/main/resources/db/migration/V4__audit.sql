-- Who fetched or changed what. Ids hold the moment, to the microsecond, in their leading bits (RFC 9562, UUID version 7), so that the order
-- of ids is the order of time and every index below answers "newest first" and "between" by itself.
create table audit (
    id uuid primary key,
    happened_at timestamp(6) with time zone not null,
    event varchar(40) not null,
    outcome varchar(10) not null,
    organization_id varchar(40),
    client_id varchar(100),
    object varchar(500) not null,
    detail varchar(1000) not null,
    bytes_sent bigint,
    address varchar(45),
    request_id varchar(64) not null
);
create index audit_by_organization on audit (organization_id, id);
create index audit_by_client on audit (client_id, id);
create index audit_by_event on audit (event, id);
create index audit_by_object on audit (object, id);
