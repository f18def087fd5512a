-- Populations, their feeds, the jobs that make extracts, and the extracts. Organizations belong to another feature, so their ids
-- are plain columns here; objects and uploads in the store likewise.

create table population (
    id uuid primary key,
    organization_id varchar(13) not null,
    mnemonic varchar(63) not null,
    population_name varchar(200) not null,
    source varchar(2000) not null,
    -- what else it takes to read the source, such as a password: JSON, wrapped with the master key
    wrapped_options varchar(20000) not null,
    created_at timestamp(6) with time zone not null,
    unique (organization_id, mnemonic)
);

create table feed (
    id uuid primary key,
    population_id uuid not null references population (id),
    extract_type varchar(11) not null check (extract_type in ('COMPLETE', 'INCREMENTAL')),
    dataset_type varchar(63) not null,
    dataset_version varchar(32) not null,
    cron varchar(200) not null,
    time_zone varchar(63) not null,
    -- null while the feed is paused
    next_run_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null
);
create index feed_by_population on feed (population_id);
create index feed_by_next_run on feed (next_run_at);

-- The id of the newest extract. Taken and moved on by the transaction that releases an extract, which so holds up any other until it
-- is committed: ids have the order in which extracts become visible, and whoever remembers the highest one misses nothing.
create table extract_counter (
    id smallint primary key check (id = 1),
    newest bigint not null
);
insert into extract_counter (id, newest) values (1, 0);

create table extract (
    id bigint primary key,
    population_id uuid not null references population (id),
    organization_id varchar(13) not null,
    extract_type varchar(11) not null check (extract_type in ('COMPLETE', 'INCREMENTAL')),
    dataset_type varchar(63) not null,
    dataset_version varchar(32) not null,
    -- the state of the source that it shows; whole minutes, as the file's name says them
    extract_time timestamp(6) with time zone not null,
    -- whole seconds, as it is shown and compared
    released_at timestamp(6) with time zone not null,
    size_in_bytes bigint not null check (size_in_bytes >= 0),
    sha256 varchar(64) not null,
    file_name varchar(255) not null,
    base_extract_id bigint references extract (id),
    row_count bigint not null,
    problem_count bigint not null,
    -- null once the bytes are deleted
    object_key varchar(32) unique,
    -- what the next INCREMENTAL compares with; null where there is none, or none any more
    index_key varchar(32) unique,
    withdrawn_at timestamp(6) with time zone,
    withdrawal_reason varchar(1000),
    -- A name is never used again, not even after a withdrawal: somebody may hold other bytes under it.
    unique (population_id, file_name),
    check ((withdrawn_at is null) = (withdrawal_reason is null)),
    check (withdrawn_at is not null or object_key is not null),
    check ((extract_type = 'INCREMENTAL') = (base_extract_id is not null))
);
create index extract_by_organization on extract (organization_id, id);
create index extract_by_population on extract (population_id, dataset_type, id);

create table extract_job (
    id uuid primary key,
    population_id uuid not null references population (id),
    -- the feed that asked for it; null if a client did
    feed_id uuid,
    asked_by_organization varchar(13) not null,
    -- null if a feed asked for it
    asked_by varchar(100),
    asked_at timestamp(6) with time zone not null,
    -- what to make, or else the archive to take in
    extract_type varchar(11) check (extract_type in ('COMPLETE', 'INCREMENTAL')),
    dataset_type varchar(63),
    dataset_version varchar(32),
    import_key varchar(32) unique,
    import_name varchar(255),
    state varchar(9) not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    -- The population while the job runs: no two jobs of a population can, on whatever nodes.
    running_population uuid unique,
    -- How often it was begun. Whoever began it writes for this number only, so that one taken for dead changes nothing any more.
    attempt integer not null,
    -- how many of these ended with the server
    crashes integer not null,
    row_count bigint not null,
    bytes_read bigint not null,
    bytes_total bigint,
    started_at timestamp(6) with time zone,
    updated_at timestamp(6) with time zone not null,
    expected_end_at timestamp(6) with time zone,
    ended_at timestamp(6) with time zone,
    cancel_asked_at timestamp(6) with time zone,
    message varchar(2000),
    extract_id bigint references extract (id),
    -- what an attempt has put into the store so far: whoever takes it up again clears it away
    index_key varchar(32),
    index_upload_id uuid,
    archive_upload_id uuid,
    check ((extract_type is null) = (dataset_type is null)),
    check ((extract_type is null) = (dataset_version is null)),
    check ((extract_type is null) = (import_name is not null)),
    check ((state = 'running') = (running_population is not null)),
    check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null)),
    check ((state = 'failed') = (message is not null)),
    check ((state = 'done') = (extract_id is not null))
);
create index extract_job_by_population on extract_job (population_id, asked_at, id);
create index extract_job_by_time on extract_job (asked_at, id);

-- Archives made elsewhere, on their way in.
create table extract_import (
    id uuid primary key,
    population_id uuid not null references population (id),
    file_name varchar(255) not null,
    upload_id uuid unique,
    size_in_bytes bigint,
    -- what takes it in, once it has arrived
    job_id uuid unique,
    created_at timestamp(6) with time zone not null,
    unique (population_id, file_name),
    check ((upload_id is null) = (job_id is not null)),
    check ((size_in_bytes is null) = (job_id is null))
);
