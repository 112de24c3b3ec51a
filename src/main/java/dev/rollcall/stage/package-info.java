/// Turns rows into accepted employees or rejects, and puts them into the staging tables by COPY. The rules are
/// pure; `.jdbc` holds the tables.
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"person", "source", "source::csv", "source::ndjson"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.stage;
