-- A notice goes to the webhook or to one address each, so that one that is not taken holds up no other.
alter table notice add column mail_to text;
comment on column notice.mail_to is 'null: to the webhook, with a body of JSON; else the body is the subject, an empty line and the text';
