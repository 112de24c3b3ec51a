/// Garment.id as far as its public pages describe it (https://docs.garment.id/): central login, tenant selection,
/// tenant users as a mirror of central ones, roles. Bodies of most calls are not described there; the choices are
/// options.
@org.jspecify.annotations.NullMarked
package dev.rollcall.sandbox.garment;
