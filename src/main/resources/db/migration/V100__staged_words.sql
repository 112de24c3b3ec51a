-- Each combination of reference cells that the rows of a run have, once, by its print: gathered while the rows are copied,
-- so that planning need not walk over all of them. May hold combinations of rows that were rejected afterwards. A run
-- without any has rows of more combinations than are kept. Owned by package stage; read by plan.
create table staged_words (
    run_id       bigint  not null,
    words_print  bigint  not null,
    tags         text[],
    organization text,
    groups       text[],
    roles        text[],
    renames      boolean not null
);
create index staged_words_of_run on staged_words (run_id);
comment on column staged_words.renames is
    'not a combination of its own: the first row that names another employee ID, if any does';
