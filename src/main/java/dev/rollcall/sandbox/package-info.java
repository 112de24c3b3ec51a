/// The built-in imitation of the three tenant APIs for the demo, the tests, the benchmarks and rehearsals:
/// stateful, strict where the vendors' documents are, faulty on order. It listens on 127.0.0.1 only and is never
/// active unless asked for.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox;
