/// What every imitated tenant shares: options by name, the way of a call through faults, rules and record, and the
/// admin calls.
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox.host;
