package dev.rollcall.sandbox.ruangkerja;

/// A label; its name may change, its serial never.
final class Tag {

    private final String serial;
    private String name;

    Tag(String serial, String name) {
        this.serial = serial;
        this.name = name;
    }

    String serial() {
        return serial;
    }

    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }
}
