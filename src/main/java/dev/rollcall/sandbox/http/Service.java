package dev.rollcall.sandbox.http;

/// Answers requests; called on the virtual thread of the connection, so it may block.
@FunctionalInterface
public interface Service {

    Reply reply(Request request);
}
