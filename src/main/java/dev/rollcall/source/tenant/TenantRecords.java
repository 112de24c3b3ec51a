package dev.rollcall.source.tenant;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Listing;
import dev.rollcall.connector.Page;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.source.Records;
import dev.rollcall.source.SourceUnavailable;
import dev.rollcall.source.SourceUnavailable.Reason;
import dev.rollcall.source.Whole;
import dev.rollcall.source.ndjson.ArchiveWriter;
import dev.rollcall.tenant.TenantLine;
import dev.rollcall.tenant.Trouble;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A tenant's users as records. What they point at by id is written by its name (organizations by their path).
final class TenantRecords implements Records {
    private final TenantLine line;
    private final Path archive;
    private final Map<Attribute, Map<String, String>> names = new EnumMap<>(Attribute.class);
    private @Nullable Whole whole;

    TenantRecords(TenantLine line, Path archive) {
        this.line = line;
        this.archive = archive;
    }

    @Override
    public void forEachPart(Part part) throws IOException {
        for (Attribute kind : Attribute.values()) {
            if (kind.isReference() && line.abilities().readable().contains(kind)) {
                names.put(kind, names(kind));
            }
        }
        try (var archived = new ArchiveWriter(archive)) {
            var users = new Listing<TenantUser>();
            var total = OptionalLong.empty();
            while (!users.hasEnded()) {
                Page<TenantUser> page = read("its users", c -> c.users(users.next()));
                total = page.total().isPresent() ? page.total() : total;
                show(users.take(page), part, archived);
            }
            whole = archived.finish(users.next() - 1L, total, List.of());
        }
    }

    private void show(List<TenantUser> users, Part part, ArchiveWriter archived) throws IOException {
        var lines = new ByteArrayOutputStream();
        UserLines.write(users, names, line.abilities().knowsEmployeeIds(), lines);
        if (!users.isEmpty()) {
            try (OutputStream packed = ArchiveWriter.packed(archived.members())) {
                lines.writeTo(packed);
            }
            part.see(new ByteArrayInputStream(lines.toByteArray()));
        }
    }

    private Map<String, String> names(Attribute kind) {
        Map<String, String> byId = new HashMap<>();
        var references = new Listing<Reference>();
        while (!references.hasEnded()) {
            references
                    .take(read("its " + kind.key(), c -> c.references(kind, references.next())))
                    .forEach(reference -> byId.put(
                            reference.id(), kind == Attribute.ORGANIZATION ? reference.path() : reference.name()));
        }
        return byId;
    }

    private <T> T read(String what, Function<Connector, Answer<T>> call) {
        Answer<T> answer = line.read(call);
        return switch (answer) {
            case Answer.Success<T> found -> found.value();
            case Answer.Refused<T> no ->
                throw SourceUnavailable.because("the tenant that is the source refused to show " + what + " ("
                        + no.code() + "); see source.credentials in the job file, then retry the run");
            case Answer.Transient<T> later -> throw unusable(later.what());
            case Answer.Lost<T> lost -> throw unusable(lost.what());
            case Answer.Unauthorized<T> no -> throw unusable(no.code());
        };
    }

    private SourceUnavailable unusable(String seen) {
        Reason reason = line.trouble()
                .filter(trouble -> trouble.reason() == Trouble.Reason.CREDENTIALS_REFUSED)
                .map(trouble -> Reason.CREDENTIALS_REFUSED)
                .orElse(Reason.SOURCE_UNAVAILABLE);
        String detail = line.trouble().map(Trouble::detail).orElse(seen);
        return new SourceUnavailable(
                reason,
                "the tenant that is the source cannot be read: " + detail
                        + "; see source.url and source.credentials in the job file, then retry the run");
    }

    @Override
    public Whole whole() {
        Whole known = whole;
        if (known == null) {
            throw new IllegalStateException("the tenant was not read");
        }
        return known;
    }
}
