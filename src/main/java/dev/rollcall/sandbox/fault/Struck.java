package dev.rollcall.sandbox.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The faults that strike one call, in the order in which they were given.
///
/// @param latency drawn for this call
public record Struck(List<Fault> faults, Duration latency) {

    public static final Struck NOTHING = new Struck(List.of(), Duration.ZERO);

    public Struck {
        faults = List.copyOf(faults);
    }

    public <T extends Fault> Optional<T> first(Class<T> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// What comes in place of the answer, if anything does.
    public Optional<Fault> instead(Fault.Moment moment) {
        return faults.stream()
                .filter(fault -> switch (fault) {
                    case Fault.RateLimit _ -> moment == Fault.Moment.BEFORE;
                    case Fault.Status status -> status.moment() == moment;
                    case Fault.Drop drop -> drop.moment() == moment;
                    case Fault.Hang hang -> hang.moment() == moment;
                    default -> false;
                })
                .findFirst();
    }

    public List<String> kinds() {
        return faults.stream().map(Fault::kind).toList();
    }
}
