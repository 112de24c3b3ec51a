-- Rows as staged. Owned by package stage. One partition a run, made by staging and dropped with the run's rows.
-- A null attribute is left alone, an empty one ('' or '{}') clears. A key is null where it equals its value. Rows of one
-- employee with the same fingerprint are identical.
create table staged_row (
    run_id          bigint not null,
    line            bigint not null,
    employee_id     text   not null,
    new_employee_id text,
    name            text,
    name_key        text,
    email           text,
    email_key       text,
    phone           text,
    username        text,
    active          boolean,
    tags            text[],
    organization    text,
    groups          text[],
    roles           text[],
    membership_type text,
    fingerprint     bigint not null default 0
) partition by list (run_id);

-- What is known of a rejected row: a person of a rejected row still counts as present.
create table rejected_row (
    run_id      bigint not null,
    line        bigint not null,
    employee_id text,
    email_key   text,
    phone       text,
    username    text,
    fingerprint bigint not null default 0,
    constraint rejected_row_pk primary key (run_id, line)
);

-- What is wrong with a row, or worth telling of it; one line of errors.csv each.
create table finding (
    run_id      bigint not null,
    number      bigint generated always as identity,
    line        bigint not null,
    employee_id text,
    stage       text   not null,
    code        text   not null,
    variant     text   not null default '',
    attribute   text,
    header      text   not null default '',
    value       text   not null default '',
    facts       text[] not null default '{}',
    constraint finding_pk primary key (run_id, number),
    constraint finding_stage_known check (stage in ('parse', 'match', 'plan', 'push'))
);
create index finding_by_line on finding (run_id, line);
