/// Reads what the database holds of a run for its reports.
@org.jspecify.annotations.NullMarked
package dev.rollcall.report.jdbc;
