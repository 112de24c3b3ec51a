/// Ruangkerja, a course platform: users under an employee ID that can change, tags, one organization each, bulk
/// calls. From the vendor's public pages (https://api.ruangkerja.id/docs/); where they are silent,
/// docs/connectors.md says what was chosen.
@org.jspecify.annotations.NullMarked
package dev.rollcall.connector.ruangkerja;
