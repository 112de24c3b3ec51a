package bench;

/// One line of the table.
///
/// @param floor what was measured beside it in the same run; empty where the target is absolute
/// @param ratio measured against floor, or empty
record Figure(String name, String measured, String floor, String ratio, String target, boolean met, String note) {}
