-- What a push must still know after a crash. Owned by package push.
alter table journal
    add column lost      boolean not null default false,
    add column undo      boolean not null default false,
    add column result_id text;
comment on column journal.lost is 'an answer to an attempt was lost: "exists already" may be ours';
comment on column journal.undo is 'applied, and being taken back because the rest of its cycle cannot be done';
comment on column journal.result_id is 'the tenant''s id of the user or reference that the change left behind';

-- Whose turn it is to push a run: a worker that was overtaken sends nothing more.
create table push_turn (
    run_id bigint not null,
    turn   bigint not null,
    constraint push_turn_pk primary key (run_id)
);
create index planned_change_needed on planned_change using gin (needs) where needs <> '{}';
