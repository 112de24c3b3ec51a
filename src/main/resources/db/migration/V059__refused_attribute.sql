-- What of a tenant's refusal is understood. Owned by package push.
alter table journal
    add column attribute text,
    add column variant   text;
comment on column journal.attribute is 'the attribute that the tenant complains about, where it names one';
comment on column journal.variant is 'of the code''s message and hint, where it has one of its own';
