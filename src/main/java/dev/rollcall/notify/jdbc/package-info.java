/// The tables of `notify`.
@org.jspecify.annotations.NullMarked
package dev.rollcall.notify.jdbc;
