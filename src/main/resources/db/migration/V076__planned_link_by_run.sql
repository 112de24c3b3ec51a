-- A first load plans a link for everybody at once; an index that orders them by employee ID costs more than all else, and
-- nothing looks a planned link up by it. Owned by package plan.
alter table planned_link drop constraint planned_link_pk;
create index planned_link_of_run on planned_link (run_id);
