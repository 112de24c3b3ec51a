/// Tells people when a job needs somebody, on changes of its condition only, never with personal data.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"run", "report", "job", "source", "connector"})
@org.jspecify.annotations.NullMarked
package dev.rollcall.notify;
