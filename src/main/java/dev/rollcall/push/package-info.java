/// Change -> call -> outcome: takes changes from the journal in plan order, makes the calls, and writes what came
/// of them.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "plan", "connector", "tenant"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.push;
