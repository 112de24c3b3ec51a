/// The typed content of `jobs/*.yaml`: read, checked whole against the schema, kept up to date while running.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"person", "connector", "source", "stage", "reconcile", "plan", "tenant"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.job;
