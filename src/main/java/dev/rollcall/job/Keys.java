package dev.rollcall.job;

/// Paths of keys: `source.columns.employeeId`, `reconcile.match[0]`.
final class Keys {

    private Keys() {}

    static String under(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String at(String path, int index) {
        return path + "[" + index + "]";
    }
}
