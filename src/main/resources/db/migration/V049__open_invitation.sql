-- Invitations that the tenant lists as open, whoever sent them: nobody among them is invited again. Owned by package
-- snapshot; read at the start of a run, and gone with its snapshot.
create table open_invitation (
    run_id        bigint not null,
    email_key     text   not null,
    invitation_id text   not null,
    constraint open_invitation_pk primary key (run_id, email_key)
);
