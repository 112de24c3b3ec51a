package dev.rollcall.snapshot;

import dev.rollcall.connector.Listing;
import dev.rollcall.connector.Page;
import dev.rollcall.person.TenantUser;
import dev.rollcall.tenant.TenantLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// One reading of all users: the first page alone, then several pages at once. A user that two pages show counts
/// once.
final class UserReading implements AutoCloseable {
    private static final int MOST_AT_ONCE = 16;

    private final TenantLine line;
    private final UserSink sink;
    private final Set<String> seen = new HashSet<>();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    UserReading(TenantLine line, UserSink sink) {
        this.line = line;
        this.sink = sink;
    }

    /// @return the total that the tenant states, or -1 where it states none
    long readAll() {
        var listing = new Listing<TenantUser>();
        Page<TenantUser> first = page(listing.next());
        add(listing.take(first));
        if (first.total().isEmpty()) {
            while (!listing.hasEnded()) {
                add(listing.take(page(listing.next())));
            }
            return -1;
        }
        long total = first.total().getAsLong();
        if (!listing.hasEnded()) {
            int size = first.items().size(); // what the tenant gives, which may be less than was asked for
            rest(Math.toIntExact(Math.ceilDiv(total, size)));
        }
        return total;
    }

    long distinct() {
        return seen.size();
    }

    private void rest(int lastPage) {
        var next = new AtomicInteger(2);
        List<Future<?>> readings = new ArrayList<>();
        int atOnce = Math.clamp(line.settings().concurrency(), 1, MOST_AT_ONCE);
        for (int i = 0; i < Math.min(atOnce, lastPage - 1); i++) {
            readings.add(readers.submit(() -> {
                for (int number = next.getAndIncrement(); number <= lastPage; number = next.getAndIncrement()) {
                    List<TenantUser> users = page(number).items();
                    if (users.isEmpty()) {
                        return;
                    }
                    add(users);
                }
            }));
        }
        readings.forEach(UserReading::await);
    }

    private Page<TenantUser> page(int number) {
        return Snapshots.read(line, connector -> connector.users(number), "users");
    }

    private synchronized void add(List<TenantUser> users) {
        for (TenantUser user : users) {
            if (seen.add(user.id().value())) {
                sink.add(user);
            }
        }
    }

    private static void await(Future<?> reading) {
        try {
            reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException("reading the tenant was interrupted");
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
        readers.close();
    }
}
