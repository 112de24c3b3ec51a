/// The words everything else is said in: identities, attributes and their values, an employee as HR wants it, a
/// user as the tenant has it, what a tenant can do, and what can be wrong with a row. Pure: only the JDK and
/// JSpecify.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package dev.rollcall.person;
