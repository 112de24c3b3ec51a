package dev.rollcall.job;

import java.util.regex.Pattern;

/// Where secrets stand in a job file. What stands there is neither filled in before it is needed nor ever printed.
final class SecretPlaces {

    private static final Pattern SECRETS = Pattern.compile("(target|source)\\.credentials(\\..+)?"
            + "|source\\.auth|source\\.auth\\.(user|password|token|value|clientId|clientSecret)"
            + "|notify\\.webhook\\.secret");

    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]*@");

    private SecretPlaces() {}

    static boolean holds(String key) {
        return SECRETS.matcher(key).matches();
    }

    /// What may be said of a scalar: as the file has it, so that no variable's value shows, and without the
    /// parts of a URL that carry secrets.
    static String shown(String key, Tree.Scalar scalar) {
        if (scalar.kind() == Tree.Kind.NOTHING) {
            return "nothing";
        }
        if (scalar.written().isEmpty()) {
            return "an empty text";
        }
        if (holds(key)) {
            return "***";
        }
        String written = USER_INFO.matcher(scalar.written()).replaceAll("://***@");
        int query = written.contains("://") ? written.indexOf('?') : -1;
        return query < 0 ? written : written.substring(0, query) + "?***";
    }
}
