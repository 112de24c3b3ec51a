package dev.rollcall.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The seal of a plan: `sha256:` over its changes in plan order, without run id, times, held flags or database ids.
/// A temporary ID names its run, so it is left out. Takes one change after the other, so that a plan need not be in
/// memory to be sealed.
public final class PlanDigest {

    private final MessageDigest digest = sha256();
    private final StringBuilder line = new StringBuilder(256);

    public static String of(List<Sequenced> plan) {
        PlanDigest digest = new PlanDigest();
        plan.forEach(sequenced -> digest.add(sequenced.change()));
        return digest.seal();
    }

    public void add(PlannedChange change) {
        add(
                change.kind(),
                change.action(),
                change.employeeId(),
                change.remoteId(),
                Canonical.json(change.before()),
                Canonical.json(change.after()));
    }

    /// @param before as [Canonical] writes it
    /// @param after as [Canonical] writes it
    public void add(
            PlannedChange.Kind kind,
            Action action,
            String employeeId,
            Optional<String> remoteId,
            String before,
            String after) {
        boolean temporary = kind == PlannedChange.Kind.STEP && action == Action.RENAME;
        line.setLength(0);
        line.append("{\"action\":");
        Canonical.string(line, action.key());
        line.append(",\"after\":").append(temporary ? "{}" : after);
        line.append(",\"before\":").append(before);
        line.append(",\"employeeId\":");
        Canonical.string(line, employeeId);
        line.append(",\"kind\":");
        Canonical.string(line, kind.name().toLowerCase(Locale.ROOT));
        line.append(",\"remoteId\":");
        remoteId.ifPresentOrElse(id -> Canonical.string(line, id), () -> line.append("null"));
        digest.update(line.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Ends the digest; nothing can be added any more.
    public String seal() {
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
