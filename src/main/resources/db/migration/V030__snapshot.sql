-- The tenant's users as read at the start of a run. Owned by package snapshot. One partition a run.
-- Sets are sorted by collate "C"; a key is null where it equals its value; '' and '{}' where the user has none.
create table tenant_user (
    run_id          bigint  not null,
    remote_id       text    not null,
    employee_id     text,
    active          boolean not null,
    untouchable     boolean not null,
    name            text    not null,
    name_key        text,
    email           text    not null,
    email_key       text,
    phone           text    not null,
    phone_key       text,
    username        text    not null,
    tags            text[]  not null,
    organization    text    not null,
    groups          text[]  not null,
    roles           text[]  not null,
    membership_type text    not null
) partition by list (run_id);

-- What users can point at, as read at the start of a run.
create table tenant_reference (
    run_id     bigint  not null,
    kind       text    not null,
    id         text    not null,
    name       text    not null,
    path       text    not null,
    assignable boolean not null,
    always     boolean not null,
    constraint tenant_reference_pk primary key (run_id, kind, id)
);

-- The remembered pair employee ID <-> tenant user, kept across runs.
create table link (
    job          text   not null,
    employee_id  text   not null,
    remote_id    text   not null,
    previous_ids text[] not null default '{}',
    made_by_run  bigint not null,
    constraint link_pk primary key (job, employee_id),
    constraint link_user_once unique (job, remote_id)
);
comment on column link.previous_ids is 'employee IDs the person had before, oldest first; each came by a rename of this job';

-- Set values that a job added to a user; a value that was there before the job came is not its own.
create table own_value (
    job       text not null,
    remote_id text not null,
    attribute text not null,
    value     text not null,
    constraint own_value_pk primary key (job, remote_id, attribute, value)
);

-- Invitations that a job sent and that were not accepted when last seen.
create table invitation (
    job           text        not null,
    employee_id   text        not null,
    email_key     text        not null,
    invitation_id text        not null,
    invited_at    timestamptz not null,
    listed        boolean     not null default true,
    made_by_run   bigint      not null,
    constraint invitation_pk primary key (job, employee_id)
);
