-- How often a job's schedule was skipped because its last run was still going. Owned by package run.
create table schedule_skip (
    job     text        not null,
    skipped bigint      not null,
    last_at timestamptz not null,
    constraint schedule_skip_pk primary key (job)
);
