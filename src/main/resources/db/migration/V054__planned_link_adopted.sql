-- A run that is pushed once more, after newer ones, must not turn the links back that those have moved.
alter table planned_link add column adopted boolean not null default false;
