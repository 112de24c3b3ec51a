/// The staging tables: rows in by COPY, what rows share found by SQL.
@org.jspecify.annotations.NullMarked
package dev.rollcall.stage.jdbc;
