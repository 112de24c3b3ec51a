/// Decides what an employee, the user found for it and the rules come to. Pure.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.reconcile;
