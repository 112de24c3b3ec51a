/// The one shape of a tenant's API, and one nested package for each API that we speak.
///
/// A connector makes single attempts and says what happened. It never retries, sleeps, logs bodies, touches the
/// database, another connector or the clock; rate, retry, pause and token renewal are the caller's (package
/// `tenant`).
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"person"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.connector;
