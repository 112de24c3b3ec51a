-- What people were told last about a job. Owned by package notify.
create table notice_state (
    job        text        not null,
    run_id     bigint      not null default 0,
    run_state  text        not null default '',
    condition  text        not null default 'ok',
    errors     boolean     not null default false,
    unproven   boolean     not null default false,
    overdue    boolean     not null default false,
    since      timestamptz not null,
    version    bigint      not null default 0,
    constraint notice_state_pk primary key (job)
);

-- What is to be told, and whether it was.
create table notice (
    notice_id bigint generated always as identity,
    job       text        not null,
    body      text        not null,
    attempts  integer     not null default 0,
    next_at   timestamptz not null,
    sent_at   timestamptz,
    constraint notice_pk primary key (notice_id)
);
create index notice_due on notice (next_at) where sent_at is null;
