package dev.rollcall.sandbox.deskhero;

/// A group of the tenant.
///
/// @param everyone whether it is the system's group of everybody (type 2)
record Group(int id, String name, String uniqueKey, boolean everyone) {}
