-- One execution of a job. Owned by package run.
create table run (
    run_id         bigint generated always as identity,
    job            text        not null,
    trigger        text        not null,
    mode           text        not null,
    state          text        not null,
    reason         text,
    detail         text,
    wanted         text        not null default 'apply',
    queued_at      timestamptz not null,
    started_at     timestamptz,
    finished_at    timestamptz,
    hidden         boolean     not null default false,
    cancelled      boolean     not null default false,
    started_by     text,
    source_run     bigint,
    undo_of        bigint,
    correction_of  bigint,
    job_digest     text,
    export         jsonb,
    place          text,
    plan_digest    text,
    rows           jsonb,
    calls          jsonb,
    seconds        jsonb       not null default '{}',
    constraint run_pk primary key (run_id),
    constraint run_trigger_known check (trigger in ('inbox', 'rest', 'schedule', 'undo')),
    constraint run_mode_known check (mode in ('full', 'delta')),
    constraint run_wanted_known check (wanted in ('plan', 'apply')),
    constraint run_state_known check (state in ('RECEIVED', 'STAGING', 'SNAPSHOT', 'PLANNING', 'PLANNED', 'PUSHING',
        'AWAITING_APPROVAL', 'COMPLETED', 'COMPLETED_WITH_ERRORS', 'REFUSED', 'FAILED', 'CANCELLED'))
);
comment on column run.wanted is 'plan: ends PLANNED; apply: goes on to push';
comment on column run.place is 'where the export lies now, relative to the home folder';
create index run_by_job on run (job, run_id desc);

-- An Idempotency-Key that a caller gave when starting a run; kept 24 hours.
create table run_key (
    job        text        not null,
    key        text        not null,
    digest     text        not null,
    run_id     bigint      not null,
    created_at timestamptz not null,
    constraint run_key_pk primary key (job, key)
);
