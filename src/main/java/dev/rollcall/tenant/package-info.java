/// The calling side of one tenant: every call of every job to it goes through here, for its rate budget, pauses,
/// token and circuit breaker. See docs/decisions/tenant-package.md for why this stands beside `push`.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "connector"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.tenant;
