-- Changes that failed because the tenant could not be reached: looked for before every new run.
create index journal_unavailable on journal (run_id) where state = 'failed' and code = 'REMOTE_UNAVAILABLE';
