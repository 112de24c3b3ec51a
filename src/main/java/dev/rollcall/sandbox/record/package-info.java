/// What the imitated tenant remembers of its callers: every call, how many in any second, and how often each
/// person was created. This is the witness that tests and benchmarks ask.
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox.record;
