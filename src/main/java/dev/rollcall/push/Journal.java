package dev.rollcall.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The durable state of every change. One line for each planned change, made when the plan is sealed.
public interface Journal {

    /// Makes the lines of a run: held where a gate holds the change or something that it needs, else pending.
    /// Lines that are there already stay as they are.
    ///
    /// @param heldBy by seq, the gates that hold the change: the lower-case name of the kind, or `blank:` and
    ///     the attribute
    void open(long runId, Map<Long, ? extends Collection<String>> heldBy);

    /// Takes these gates off held changes; what no gate holds any more is pending.
    ///
    /// @param gates as given to [#open]; `blank` stands for every `blank:…`
    /// @return how many changes became pending
    long release(long runId, Collection<String> gates);

    /// Discards changes that any of these gates holds. See [#discardAll].
    long discard(long runId, Collection<String> gates);

    /// Discards everything held or pending.
    long discardAll(long runId);

    /// Supersedes what is held or pending in older runs of the job.
    ///
    /// @return runs of which something was superseded
    List<Long> supersede(String job, long byRun, About about);

    /// Makes changes that failed or were stale pending again, with all their attempts.
    ///
    /// @return how many became pending
    long retry(long runId, Retry which);

    /// Earlier runs of the job that have changes which [Retry.UnavailableExceptNamedBy] would try again, oldest
    /// first.
    List<Long> unavailable(String job, long beforeRun);

    Counts counts(long runId);

    /// Whether anything is pending or to be looked up.
    boolean hasWork(long runId);

    /// Changes in plan order, with what became of them.
    List<JournalLine> lines(JournalQuery query);

    /// Whom an export decides about.
    enum About {
        /// A proven full export: everybody.
        EVERYBODY,
        /// A delta, or an unproven export: those with a row, rejected rows too.
        NAMED
    }

    /// What is tried again; with each change also those that it needs, and those that failed because of it.
    sealed interface Retry {
        record All() implements Retry {}

        record OfCode(String code) implements Retry {}

        record OfChange(long seq) implements Retry {}

        /// What failed because the tenant could not be reached, but for people whom the rows of this run, or rows
        /// or plan of an applied run between, name: they are left to it.
        record UnavailableExceptNamedBy(long runId) implements Retry {}
    }
}
