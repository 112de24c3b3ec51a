-- The header under which the export has each mapped attribute, so that what the tenant says of an attribute while a plan
-- is pushed, days later perhaps, can be told in HR's words. Owned by package plan.
create table planned_header (
    run_id    bigint not null,
    attribute text   not null,
    header    text   not null,
    constraint planned_header_pk primary key (run_id, attribute)
);
