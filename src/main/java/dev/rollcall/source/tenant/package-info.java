/// Reads the employees from another tenant through its connector, as records with the attributes' own names.
@org.jspecify.annotations.NullMarked
package dev.rollcall.source.tenant;
