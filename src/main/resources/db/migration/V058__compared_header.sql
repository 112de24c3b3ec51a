-- Which mapped attributes the plan compares at all: what the tenant's API cannot change is not, and the report says so once.
alter table planned_header
    add column compared boolean not null default true;
