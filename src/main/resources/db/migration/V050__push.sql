-- The durable state of every change while it is pushed. Owned by package push; one line for each planned change.
create table journal (
    run_id         bigint not null,
    seq            bigint not null,
    state          text   not null,
    held_by        text[] not null default '{}',
    attempts       int    not null default 0,
    code           text,
    remote_code    text,
    remote_message text,
    sent_at        timestamptz,
    finished_at    timestamptz,
    constraint journal_pk primary key (run_id, seq),
    constraint journal_state_known check (state in ('pending', 'sent', 'unknown', 'applied', 'failed', 'stale', 'held',
        'discarded', 'superseded'))
);
create index journal_open on journal (run_id, seq) where state in ('pending', 'sent', 'unknown', 'held');
