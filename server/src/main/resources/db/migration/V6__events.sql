-- The outbox of Spring Modulith (schema v2), under the names that it expects: what listeners have still to hear is kept here by the
-- very transaction that raised it.
create table event_publication (
    id uuid primary key,
    listener_id varchar(512) not null,
    event_type varchar(512) not null,
    serialized_event varchar(100000) not null,
    publication_date timestamp(6) with time zone not null,
    completion_date timestamp(6) with time zone,
    status varchar(20),
    completion_attempts integer,
    last_resubmission_date timestamp(6) with time zone
);
create index event_publication_by_completion_date on event_publication (completion_date);
