-- A run's pull of its source. Owned by package run.
create table pull (
    run_id     bigint      not null,
    job        text        not null,
    began_at   timestamptz not null,
    everything boolean     not null,
    whole      boolean     not null default false,
    constraint pull_pk primary key (run_id),
    constraint pull_run_fk foreign key (run_id) references run (run_id) on delete cascade
);
comment on column pull.began_at is 'the watermark of the next incremental pull, once the run was applied';
comment on column pull.everything is 'false: only what had changed since the watermark was asked for';
comment on column pull.whole is 'whether nothing spoke against the pull being complete';
create index pull_by_job on pull (job, began_at desc);
