package dev.rollcall.stage;

/// One line of the proof that an export is whole.
///
/// @param check `decoded`, `quotes`, `cells`, `employeeIds`, `lastLine`, `trailer`, `columns` or `minRows`
/// @param found a number, a text or a list of texts, as it stands in the run's `export.proof`
public record Check(String check, boolean ok, Object found, Object expected) {}
