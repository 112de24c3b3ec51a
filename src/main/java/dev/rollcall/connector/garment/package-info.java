/// Garment.id: people belong to a central system and have memberships in tenants; a local change of name, e-mail,
/// user name or phone travels to every tenant. Decides by `code`, never by messages, which are translated.
@org.jspecify.annotations.NullMarked
package dev.rollcall.connector.garment;
