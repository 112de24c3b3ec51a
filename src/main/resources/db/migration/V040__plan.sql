-- The sealed list of changes. Owned by package plan. seq is the order of pushing, from 1.
create table planned_change (
    run_id      bigint  not null,
    seq         bigint  not null,
    kind        text    not null,
    action      text    not null,
    employee_id text    not null,
    remote_id   text,
    line        bigint,
    before      jsonb   not null,
    after       jsonb   not null,
    global      boolean not null default false,
    absent      boolean not null default false,
    needs       bigint[] not null default '{}',
    group_no    bigint,
    matched_by  text,
    constraint planned_change_pk primary key (run_id, seq),
    constraint planned_change_kind_known check (kind in ('change', 'step', 'reference')),
    constraint planned_change_action_known check (action in ('create', 'update', 'rename', 'deactivate', 'reactivate'))
);
comment on column planned_change.kind is
    'change: counted in the run; step: a temporary rename or a release that a change needs; reference: a tag to be created';
comment on column planned_change.needs is 'seqs that must be applied before this one may be sent';
comment on column planned_change.absent is 'a deactivation of somebody whom no row names';
comment on column planned_change.group_no is 'changes of one cycle of renames: begun together, finished or rolled back together';

-- A gate's verdict on one kind of change; blank has a line for each attribute.
create table gate (
    run_id      bigint  not null,
    action      text    not null,
    attribute   text    not null default '',
    planned     bigint  not null,
    max_allowed bigint  not null,
    held        boolean not null,
    released_by text,
    released_at timestamptz,
    constraint gate_pk primary key (run_id, action, attribute)
);

-- What the plan counted of the rows, and the digest over its changes.
create table plan (
    run_id     bigint not null,
    digest     text   not null,
    unchanged  bigint not null,
    absent     bigint not null,
    invited    bigint not null,
    reported   bigint not null,
    unmanaged  bigint not null,
    expires_at timestamptz not null,
    constraint plan_pk primary key (run_id)
);
