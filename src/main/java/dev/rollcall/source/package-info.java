/// Opens an export and yields its rows with their place: charset, delimiter, header, pages of a partner API. No
/// rules.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "connector"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.source;
