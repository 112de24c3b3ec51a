/// Rejects and outcomes -> files and page models, in words that HR can act on.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "stage", "plan", "push"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.report;
