/// The journal in the database, and what a push writes with it: links, provenance of set values, invitations.
@org.jspecify.annotations.NullMarked
package dev.rollcall.push.jdbc;
