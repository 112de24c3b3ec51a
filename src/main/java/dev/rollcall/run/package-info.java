/// Runs: their state, queue, recovery, the Batch jobs plan and apply, and [Runs], the one door to all of it.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "person",
            "database",
            "connector",
            "source",
            "source::ndjson",
            "stage",
            "snapshot",
            "reconcile",
            "plan",
            "tenant",
            "push",
            "report",
            "job"
        })
@org.jspecify.annotations.NullMarked
package dev.rollcall.run;
