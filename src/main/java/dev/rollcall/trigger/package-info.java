/// What sets runs going: the inbox route, the REST interface, the schedule.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"person", "run", "job", "report", "source", "stage", "connector", "plan", "push"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.trigger;
