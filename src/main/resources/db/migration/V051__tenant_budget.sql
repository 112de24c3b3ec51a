-- The rate that all workers share, one row a tenant. Owned by package tenant. Times are the database's own.
create table tenant_budget (
    tenant       text        not null,
    next_at      timestamptz not null,
    paused_until timestamptz not null,
    slow_from    double precision,
    slow_ceiling double precision,
    noted_at     timestamptz,
    constraint tenant_budget_pk primary key (tenant)
) with (fillfactor = 50);
comment on column tenant_budget.tenant is 'digest of base URL and account: names no secret';
comment on column tenant_budget.next_at is 'when the next call may leave; never more than a batch ahead';
comment on column tenant_budget.slow_from is 'calls per second to go on with after paused_until; null: the tenant never complained';
comment on column tenant_budget.noted_at is 'when the tenant last told us to slow down';

-- What each job allows itself at a tenant: the tenant''s rate is the highest of them. A null rate has no limit.
create table tenant_rate (
    tenant  text        not null,
    job     text        not null,
    rate    int,
    seen_at timestamptz not null,
    constraint tenant_rate_pk primary key (tenant, job)
);
