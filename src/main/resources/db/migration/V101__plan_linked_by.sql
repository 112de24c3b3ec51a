-- Where nobody was linked and one rule pairs everybody, the plan says by which rule: the links are made from the run's rows
-- and users when it goes on to push, and are not written down a first time before. Owned by package plan.
alter table plan add column linked_by text;
comment on column plan.linked_by is 'the match rule whose pairs are still to become links; null where there is none, or they are';
