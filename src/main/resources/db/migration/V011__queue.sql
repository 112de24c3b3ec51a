-- What a run remembers besides its row. Owned by package run.
alter table run add column progress jsonb;
alter table run add column apply_held text[] not null default '{}';
comment on column run.progress is 'phase, done, total, eta: written at most once a second while the run goes on';

-- Who released, discarded, cancelled or retried what, and when.
create table decision (
    run_id  bigint      not null,
    number  bigint      generated always as identity,
    verb    text        not null,
    actions text[]      not null default '{}',
    by_whom text        not null,
    at      timestamptz not null,
    constraint decision_pk primary key (run_id, number)
);

-- What the last proven full export of a job looked like: the measure of the next one.
create table baseline (
    job      text   not null,
    run_id   bigint not null,
    accepted bigint not null,
    columns  text[] not null default '{}',
    constraint baseline_pk primary key (job)
);

-- The queue and the schedule (db-scheduler's table).
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    constraint scheduled_tasks_pk primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
