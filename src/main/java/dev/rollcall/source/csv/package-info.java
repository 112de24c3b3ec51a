/// Opens a CSV export of any make and yields its rows with their physical lines: packing, kind of file, charset,
/// delimiter, header, quotes, footer. It knows no attribute and no rule; what cannot be read as rows is an
/// [ExportRefused].
@org.springframework.modulith.NamedInterface("csv")
@org.jspecify.annotations.NullMarked
package dev.rollcall.source.csv;
