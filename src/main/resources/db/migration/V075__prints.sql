-- Prints of what a row asks for and of what a user has, computed once in Java and compared for equality only; null where
-- they were not computed. Owned by the packages stage and snapshot; read by plan.
alter table staged_row
    add column values_print bigint,
    add column words_print  bigint;
alter table tenant_user
    add column values_print     bigint,
    add column references_print bigint;
