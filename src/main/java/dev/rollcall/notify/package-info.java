/// Tells people of state changes of runs by mail and webhook.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"run", "job"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.notify;
