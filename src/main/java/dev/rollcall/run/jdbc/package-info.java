/// The run rows, the queue and the schedule in PostgreSQL.
@org.jspecify.annotations.NullMarked
package dev.rollcall.run.jdbc;
