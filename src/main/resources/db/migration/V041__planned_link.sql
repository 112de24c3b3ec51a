-- Links that a run found out while planning; they become links when the run goes on to push.
create table planned_link (
    run_id      bigint not null,
    employee_id text   not null,
    remote_id   text   not null,
    previous_id text,
    constraint planned_link_pk primary key (run_id, employee_id)
);
comment on column planned_link.previous_id is 'the ID whose link moves, where a rename makes no call';
