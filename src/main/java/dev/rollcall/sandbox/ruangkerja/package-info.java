/// Ruangkerja as its public pages describe it (https://api.ruangkerja.id/docs/): token, users, tags, company
/// structure. What the pages leave open is an option.
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox.ruangkerja;
