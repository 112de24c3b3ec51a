/// Rollcall keeps the users of SaaS tenants in step with an organization's HR export.
@org.jspecify.annotations.NullMarked
package dev.rollcall;
