/// Opens an export and yields its rows with their place: charset, delimiter, header, pages of a partner API. No
/// rules. The sources that are pulled call through `tenant`, for its rate, pauses, tokens and breaker.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person", "connector", "tenant"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.source;
