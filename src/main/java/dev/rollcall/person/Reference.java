package dev.rollcall.person;

/// Something a user points at by id in the tenant.
///
/// @param kind TAGS, ORGANIZATION, GROUPS or ROLES
/// @param id the tenant's id: a tag serial, an organization serial, a group number, a role UUID
/// @param name its name as the tenant shows it
/// @param path for an organization the names from the root down, joined by `/`; else the name
/// @param assignable false for an inactive organization, or a role nobody may be given
/// @param always true where every user has it and no call may take it away (Deskhero's everyone group)
public record Reference(Attribute kind, String id, String name, String path, boolean assignable, boolean always) {

    public static Reference of(Attribute kind, String id, String name) {
        return new Reference(kind, id, name, name, true, false);
    }
}
