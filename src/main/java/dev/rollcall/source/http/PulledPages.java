package dev.rollcall.source.http;

import dev.rollcall.connector.Answer;
import dev.rollcall.source.Cells;
import dev.rollcall.source.Records;
import dev.rollcall.source.SourceUnavailable;
import dev.rollcall.source.Whole;
import dev.rollcall.source.ndjson.ArchiveWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The pages of an API as one list, in their order: the next ones are fetched while one is looked at, as far as their
/// addresses can be told beforehand.
final class PulledPages implements Records {
    private static final int MOST_PAGES = 1_000_000;

    private final Course course;
    private final Partner partner;
    private final PageFetch fetch;
    private final int atOnce;
    private final Path archive;
    private final Deque<Flight> ahead = new ArrayDeque<>();
    private final Set<String> flaws = new LinkedHashSet<>();
    private final Map<Long, Long> prints = new HashMap<>();
    private final Set<URI> seen = new HashSet<>();
    private Optional<Cells> wanted = Optional.empty();
    private Progress progress = Progress.START;
    private long pages;
    private long flights;
    private @Nullable Whole whole;

    PulledPages(Course course, Partner partner, PageFetch fetch, int atOnce, Path archive) {
        this.course = course;
        this.partner = partner;
        this.fetch = fetch;
        this.atOnce = atOnce;
        this.archive = archive;
    }

    private record Flight(Address address, Future<Optional<PageRead>> page) {}

    @Override
    public void forEachPart(Part part) throws IOException {
        forEachPage(page -> {
            try (InputStream lines = page.lines().lines()) {
                part.see(lines);
            }
        });
    }

    @Override
    public void forEachPart(Cells cells, CellPart part) throws IOException {
        wanted = Optional.of(cells);
        forEachPage(page -> {
            if (page.cells().isPresent()) {
                part.take(page.cells().get());
                return;
            }
            try (InputStream lines = page.lines().lines()) {
                part.see(lines);
            }
        });
    }

    /// Shows a page that is the next.
    @FunctionalInterface
    private interface Showing {
        void show(PageRead page) throws IOException;
    }

    private void forEachPage(Showing part) throws IOException {
        try (var archived = new ArchiveWriter(archive);
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                pull(part, archived, readers);
                whole = archived.finish(pages, progress.total(), List.copyOf(flaws));
            } finally {
                drop(readers);
            }
        }
    }

    private void pull(Showing part, ArchiveWriter archived, ExecutorService readers) throws IOException {
        Optional<Address> next = Optional.of(course.first());
        while (next.isPresent()) {
            Address at = next.get();
            if (!seen.add(at.uri())) {
                flaws.add("after page " + pages + " the source leads back to an earlier page");
                return;
            }
            Flight flight = flightTo(at, readers);
            lookAhead(flight.address(), readers);
            Optional<PageRead> page = landed(flight);
            if (page.isEmpty() || pages >= MOST_PAGES) {
                endAt(page);
                return;
            }
            next = take(at, page.get(), part, archived);
        }
    }

    private Flight flightTo(Address at, ExecutorService readers) {
        Flight first = ahead.poll();
        if (first != null && first.address().equals(at)) {
            return first;
        }
        if (first != null) {
            discard(first);
            ahead.forEach(PulledPages::discard);
            ahead.clear();
        }
        return start(at, readers);
    }

    /// More and more pages at once, so that a short list is not asked for pages that it does not have.
    private void lookAhead(Address from, ExecutorService readers) {
        Address last = ahead.isEmpty() ? from : ahead.getLast().address();
        long most = Math.min(atOnce - 1L, progress.total().isPresent() ? atOnce : pages);
        while (ahead.size() < most) {
            Optional<Address> guess = course.guess(last, progress);
            if (guess.isEmpty()) {
                return;
            }
            last = guess.get();
            ahead.add(start(last, readers));
        }
    }

    private Flight start(Address at, ExecutorService readers) {
        long number = ++flights;
        String what = "page " + (pages + ahead.size() + 1);
        Path spool = archive.resolveSibling("." + archive.getFileName() + "." + number + ".part");
        return new Flight(at, readers.submit(() -> fetch.get(what, c -> page(at, spool))));
    }

    private Answer<PageRead> page(Address at, Path spool) {
        return partner.page(at.uri(), wanted, spool);
    }

    /// A page that is not there: the end of a list whose last page was short, else a fault.
    private void endAt(Optional<PageRead> page) {
        page.ifPresent(read -> read.lines().drop());
        if (page.isPresent()) {
            throw SourceUnavailable.because("the source has more than " + MOST_PAGES + " pages; see source.paging");
        }
        boolean shortBefore = progress.lastWasShort() || (pages == 1 && progress.step() < course.asked());
        if (pages == 0 || progress.total().isPresent() || !shortBefore) {
            throw PageFetch.notFound("page " + (pages + 1));
        }
    }

    private Optional<Address> take(Address at, PageRead page, Showing part, ArchiveWriter archived) throws IOException {
        pages++;
        judge(page);
        progress = progress.and(page);
        try {
            if (page.records() > 0) {
                try (InputStream packed = page.lines().packed();
                        OutputStream out = archived.members()) {
                    packed.transferTo(out);
                }
                part.show(page);
            }
        } finally {
            page.lines().drop();
        }
        Optional<Address> next = course.after(at, page, progress);
        next.filter(address -> !Link.isSameOrigin(address.uri(), course.base())).ifPresent(address -> {
            throw SourceUnavailable.because("the source leads to another host for page " + (pages + 1)
                    + "; credentials are sent to the host of source.url alone");
        });
        return repeats() ? Optional.empty() : next;
    }

    private boolean repeats() {
        return flaws.stream().anyMatch(flaw -> flaw.contains("once more"));
    }

    private void judge(PageRead page) {
        OptionalLong before = progress.total();
        if (before.isPresent() && page.total().isPresent() && page.total().getAsLong() < before.getAsLong()) {
            flaws.add("page " + pages + " states a total of " + page.total().getAsLong() + ", page " + (pages - 1)
                    + " stated " + before.getAsLong());
        }
        if (page.records() > 0) {
            @Nullable Long earlier = prints.putIfAbsent(page.print(), pages);
            if (earlier != null) {
                flaws.add("page " + pages + " is page " + earlier + " once more");
            }
        }
    }

    private static Optional<PageRead> landed(Flight flight) {
        try {
            return flight.page().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the pull was interrupted");
        }
    }

    private void drop(ExecutorService readers) {
        readers.shutdownNow();
        readers.close();
        ahead.forEach(PulledPages::discard);
        ahead.clear();
    }

    private static void discard(Flight flight) {
        if (!flight.page().isDone()) {
            flight.page().cancel(true);
        } else if (flight.page().state() == Future.State.SUCCESS) {
            flight.page().resultNow().ifPresent(page -> page.lines().drop());
        }
    }

    @Override
    public Whole whole() {
        Whole known = whole;
        if (known == null) {
            throw new IllegalStateException("the pull is not through");
        }
        return known;
    }
}
