/// Exports that are kept as records: JSON objects, one a line, packed with gzip, with a last line that says what the
/// pull came to. Reads and writes them, and takes the cells of a row out of a record by JSON Pointers.
@org.springframework.modulith.NamedInterface("ndjson")
@org.jspecify.annotations.NullMarked
package dev.rollcall.source.ndjson;
