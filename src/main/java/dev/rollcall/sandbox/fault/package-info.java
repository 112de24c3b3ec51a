/// Everything that can go wrong with a tenant, on order: which calls are struck, by what, and in a sequence that a
/// seed repeats.
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox.fault;
