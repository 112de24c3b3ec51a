/// A proven copy of the tenant's users, the links between employee IDs and users, and which set values a job once
/// added.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "connector", "tenant"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.snapshot;
