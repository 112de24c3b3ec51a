/// Deskhero as far as its public pages describe it (https://apidocs.deskhero.com/): users, groups, invitations.
/// Wrappers, enum encoding, page base and error bodies are not described there and are options.
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox.deskhero;
