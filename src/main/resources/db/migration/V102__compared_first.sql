-- What every plan reads of all rows and users stands first, the fixed widths before the texts: the server reads a row from
-- its start, and what stands behind a dozen texts costs as much again as the rest of the screening. Partitions of earlier
-- runs keep their own order and stay what they are.
create table staged_row_compared_first (
    run_id          bigint not null,
    line            bigint not null,
    values_print    bigint,
    words_print     bigint,
    fingerprint     bigint not null default 0,
    active          boolean,
    employee_id     text   not null,
    new_employee_id text,
    name            text,
    name_key        text,
    email           text,
    email_key       text,
    phone           text,
    username        text,
    tags            text[],
    organization    text,
    groups          text[],
    roles           text[],
    membership_type text
) partition by list (run_id);

create table tenant_user_compared_first (
    run_id           bigint  not null,
    values_print     bigint,
    references_print bigint,
    active           boolean not null,
    untouchable      boolean not null,
    remote_id        text    not null,
    employee_id      text,
    name             text    not null,
    name_key         text,
    email            text    not null,
    email_key        text,
    phone            text    not null,
    phone_key        text,
    username         text    not null,
    tags             text[]  not null,
    organization     text    not null,
    groups           text[]  not null,
    roles            text[]  not null,
    membership_type  text    not null
) partition by list (run_id);

do $$
declare
    parent text;
    part record;
begin
    foreach parent in array array['staged_row', 'tenant_user'] loop
        for part in
            select c.oid::regclass as name, pg_get_expr(c.relpartbound, c.oid) as bound
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = parent::regclass
        loop
            execute format('alter table %I detach partition %s', parent, part.name);
            execute format('alter table %I attach partition %s %s', parent || '_compared_first', part.name, part.bound);
        end loop;
        execute format('drop table %I', parent);
        execute format('alter table %I rename to %I', parent || '_compared_first', parent);
    end loop;
end $$;
