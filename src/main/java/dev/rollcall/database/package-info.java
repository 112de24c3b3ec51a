/// The PostgreSQL under everything: a given server, or an embedded one that this worker starts, watches and stops.
/// It knows no table and no query of the application.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package dev.rollcall.database;
