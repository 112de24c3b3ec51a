package dev.rollcall.source;

import java.util.List;
import org.springframework.stereotype.Component;

/// Pulls exports from sources that do not come by themselves.
@Component
public class Pulls {
    private final List<Puller> pullers;

    Pulls(List<Puller> pullers) {
        this.pullers = List.copyOf(pullers);
    }

    /// Opens a pull; nothing is asked for yet.
    public Pull open(PullOrder order) {
        return pullers.stream()
                .filter(puller -> puller.pulls(order.source()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no source that can be pulled"))
                .open(order);
    }

    /// Whether exports of this source are kept as records; else as a CSV file.
    public static boolean givesRecords(SourceSettings source) {
        return switch (source) {
            case SourceSettings.Csv _ -> false;
            case SourceSettings.Http http -> http.csv().isEmpty();
            case SourceSettings.Tenant _ -> true;
        };
    }

    /// Pulls one type of source.
    public interface Puller {
        boolean pulls(SourceSettings source);

        Pull open(PullOrder order);
    }

    /// One pull under way.
    public interface Pull extends AutoCloseable {

        /// For sources that give records: they are pulled while they are looked at.
        Records records();

        /// For sources that give a CSV file: puts it where the order says.
        ///
        /// @throws SourceUnavailable where it could not be had
        void file();

        /// Lets nobody call any more; a thread in the pull gets a `CancellationException`.
        void cancel();

        @Override
        void close();
    }
}
