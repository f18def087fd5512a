-- What came of holding versions against the profiles of code sets, and of comparing them with the versions before them. Versions belong to
-- another feature, and objects in the store, so their ids are plain columns here.
create table release_check (
    version_id uuid primary key,
    -- a digest of all that decides the outcome: the files, the profile that was asked for, the version before
    basis varchar(64) not null,
    profile varchar(100),
    previous_id uuid,
    state varchar(12) not null check (state in ('WAITING', 'RUNNING', 'PASSED', 'REFUSED', 'UNRECOGNIZED', 'FAILED')),
    requested_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    check ((finished_at is null) = (state in ('WAITING', 'RUNNING'))),
    message varchar(4000),
    -- JSON: the report of each release
    releases text not null,
    -- all changes, a line of JSON each, and where in the object is what (JSON)
    changes_object varchar(32),
    changes_size bigint,
    changes_sha256 varchar(64),
    changes_sections text,
    check ((changes_object is null) = (changes_size is null)),
    check ((changes_object is null) = (changes_sha256 is null)),
    check ((changes_object is null) = (changes_sections is null))
);
