/// Finds the few people that differ among the many, in SQL on keys that were computed once in Java, and stores the
/// plan.
@org.jspecify.annotations.NullMarked
package dev.rollcall.plan.jdbc;
