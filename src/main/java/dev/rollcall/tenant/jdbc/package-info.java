/// The budget of a tenant in the database.
@org.jspecify.annotations.NullMarked
package dev.rollcall.tenant.jdbc;
