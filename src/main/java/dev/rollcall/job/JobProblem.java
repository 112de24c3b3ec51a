package dev.rollcall.job;

import java.util.Optional;

/// One fault of a job file.
///
/// @param file the file's name, without its folder
/// @param line from 1; 0 where the fault has no place (the file cannot be read)
/// @param column from 1; 0 likewise
/// @param key the path of the key, such as `source.columns.employeeId`
/// @param found what stands there (never a secret)
/// @param expected what should stand there, and what to do
public record JobProblem(String file, int line, int column, String key, Optional<String> found, String expected) {

    /// One line for logs, `GET /api/jobs` and health.
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        String what = key.isEmpty() ? "" : " " + key + ":";
        return place + what + found.map(f -> " found " + f + ",").orElse("") + " expected " + expected;
    }
}
