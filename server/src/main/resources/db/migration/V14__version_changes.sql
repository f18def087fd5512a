-- What became of codes from one version to the next: those in force, in the main table of each release. Said of a version when it is committed.
create table version_changes (
    version_id uuid primary key references version (id),
    since_version_id uuid not null references version (id),
    added bigint not null,
    removed bigint not null,
    retired bigint not null,
    reactivated bigint not null,
    remapped bigint not null,
    revised bigint not null
);
