/// The sealed list of changes of a run: references resolved, gates, order, digest. The core is pure; `.jdbc` finds
/// the few people that differ among the many and stores the plan.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "reconcile"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.plan;
