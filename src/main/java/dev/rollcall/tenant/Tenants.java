package dev.rollcall.tenant;

import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Target;

/// Opens lines to tenants. Lines to one tenant (base URL and credentials) share its rate and its pauses, also with
/// other workers on the same database.
public interface Tenants {

    /// @param job the job's name: the tenant's rate is the highest of its jobs
    TenantLine open(String job, Target target, PushSettings settings);

    /// Opens a line to an API that is no tenant of ours, such as a partner's that exports are pulled from.
    ///
    /// @param account what lines share a rate and pauses by: where and as whom
    TenantLine open(String job, String account, Connector connector, PushSettings settings);
}
