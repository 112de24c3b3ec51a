package dev.rollcall.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The seal of a plan: `sha256:` over its changes in plan order, without run id, times, held flags or database ids.
public final class PlanDigest {

    private PlanDigest() {}

    public static String of(List<Sequenced> plan) {
        MessageDigest digest = sha256();
        StringBuilder line = new StringBuilder(256);
        for (Sequenced sequenced : plan) {
            PlannedChange change = sequenced.change();
            line.setLength(0);
            line.append("{\"action\":");
            Canonical.string(line, change.action().key());
            line.append(",\"after\":").append(Canonical.json(change.after()));
            line.append(",\"before\":").append(Canonical.json(change.before()));
            line.append(",\"employeeId\":");
            Canonical.string(line, change.employeeId());
            line.append(",\"kind\":");
            Canonical.string(line, change.kind().name().toLowerCase(java.util.Locale.ROOT));
            line.append(",\"remoteId\":");
            change.remoteId().ifPresentOrElse(id -> Canonical.string(line, id), () -> line.append("null"));
            digest.update(line.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
