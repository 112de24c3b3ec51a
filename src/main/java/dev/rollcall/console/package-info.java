/// The pages for people.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "run", "job", "report"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.console;
