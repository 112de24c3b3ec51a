/// A small HTTP/1.1 server for loopback: one virtual thread per connection, and replies that may be slow, cut off
/// or never come. It knows nothing of tenants.
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox.http;
