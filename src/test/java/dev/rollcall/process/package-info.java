/// Tests on the worker as users run it: a process of its own that can be told to end, killed, and started again.
@org.jspecify.annotations.NullMarked
package dev.rollcall.process;
