/// The snapshot's tables: filled by COPY, one partition a run.
@org.jspecify.annotations.NullMarked
package dev.rollcall.snapshot.jdbc;
