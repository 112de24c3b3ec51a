-- The gates that hold a planned change, known when the plan is sealed. Owned by package plan.
alter table planned_change add column held_by text[] not null default '{}';
comment on column planned_change.held_by is 'the kind of each gate, or blank: and the attribute; its journal line starts held';
