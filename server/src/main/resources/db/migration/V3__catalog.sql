-- The catalogue: products, sub-products, versions, release files. Organizations belong to another feature, so their ids are
-- plain columns here; objects in the store likewise.

-- One number that every change a client could notice moves on in the same transaction. Whoever holds a rendered listing
-- compares it to know whether the listing still stands, on whatever server node it was rendered.
create table catalog_revision (
    id smallint primary key check (id = 1),
    revision bigint not null
);
insert into catalog_revision (id, revision) values (1, 1);

create table product (
    id uuid primary key,
    publisher varchar(13) not null,
    product_name varchar(200) not null,
    product_slug varchar(100) not null unique,
    created_at timestamp(6) with time zone not null
);
create index product_by_publisher on product (publisher, created_at, id);

create table product_field (
    id uuid primary key,
    product_id uuid not null references product (id),
    position integer not null,
    field_type_id integer not null,
    field_name varchar(200) not null,
    display_order integer not null,
    unique (product_id, position)
);

create table product_menu_option (
    id uuid primary key,
    product_id uuid not null references product (id),
    position integer not null,
    option_name varchar(200) not null,
    url varchar(2000) not null,
    unique (product_id, position)
);

create table sub_product (
    id uuid primary key,
    product_id uuid not null references product (id),
    owner varchar(13) not null,
    sub_product_name varchar(200) not null,
    sub_product_slug varchar(100) not null,
    is_public boolean not null,
    created_at timestamp(6) with time zone not null,
    unique (product_id, sub_product_slug)
);
create index sub_product_by_product on sub_product (product_id, created_at, id);

create table version (
    id uuid primary key,
    sub_product_id uuid not null references sub_product (id),
    version_name varchar(200) not null,
    version_slug varchar(100) not null,
    state varchar(9) not null check (state in ('draft', 'committed', 'retracted')),
    effective_date date not null,
    launch_date date not null,
    retention_date date,
    created_at timestamp(6) with time zone not null,
    created_by varchar(200) not null,
    updated_at timestamp(6) with time zone not null,
    updated_by varchar(200) not null,
    committed_at timestamp(6) with time zone,
    -- Set once, when the launch was announced: the proof that it is announced once.
    launched_at timestamp(6) with time zone,
    retracted_at timestamp(6) with time zone,
    retraction_reason varchar(1000),
    unique (sub_product_id, version_slug),
    check ((state = 'draft') = (committed_at is null)),
    check ((state = 'retracted') = (retracted_at is not null)),
    check ((retracted_at is null) = (retraction_reason is null)),
    check (launched_at is null or committed_at is not null)
);
create index version_newest_first on version (sub_product_id, effective_date desc, created_at desc, id desc);

create table version_metadata (
    version_id uuid not null references version (id),
    position integer not null,
    entry_name varchar(200) not null,
    entry_text varchar(4000) not null,
    primary key (version_id, position)
);

create table version_menu_action (
    version_id uuid not null references version (id),
    position integer not null,
    option_name varchar(200) not null,
    url varchar(2000) not null,
    primary key (version_id, position)
);

-- A file has an upload under way, or an object, or both while its replacement is being uploaded.
create table release_file (
    id uuid primary key,
    version_id uuid not null references version (id),
    file_name varchar(255) not null,
    -- The name as a file system sees it that does not tell cases apart.
    folded_name varchar(1000) not null,
    upload_id uuid unique,
    upload_content_type varchar(127),
    object_key varchar(32) unique,
    content_type varchar(127),
    size_in_bytes bigint,
    sha256 varchar(64),
    created_at timestamp(6) with time zone not null,
    unique (version_id, folded_name),
    check (upload_id is not null or object_key is not null),
    check ((upload_id is null) = (upload_content_type is null)),
    check ((object_key is null) = (content_type is null)),
    check ((object_key is null) = (size_in_bytes is null)),
    check ((object_key is null) = (sha256 is null))
);
