package dev.rollcall.sandbox.record;

/// What one call did, or tried to do, to one thing.
///
/// @param key an employee ID, an e-mail, a tag name
/// @param did create, update, rename, email, invite, revoke, token, …
/// @param applied whether the tenant's state was changed by it
public record Touch(String key, String did, boolean applied) {}
