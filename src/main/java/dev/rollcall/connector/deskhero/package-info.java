/// Deskhero, a help desk: people are invited by e-mail and have one role, a status and groups. Three ids per
/// person are told apart by type; only `DTO_user.id` ever stands in a path.
@org.jspecify.annotations.NullMarked
package dev.rollcall.connector.deskhero;
