package dev.rollcall.database;

import java.util.List;

/// Whether a commit must survive the machine's power: always, except in tests.
enum Durability {
    SAFE,
    THROWAWAY;

    List<String> settings() {
        return switch (this) {
            case SAFE -> List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on");
            case THROWAWAY -> List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");
        };
    }

    List<String> initdbOptions() {
        return switch (this) {
            case SAFE -> List.of();
            case THROWAWAY -> List.of("--no-sync");
        };
    }
}
