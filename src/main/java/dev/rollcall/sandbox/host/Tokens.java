package dev.rollcall.sandbox.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The tokens that a tenant gave out, and what each stands for.
///
/// @param <T> what a token stands for
public final class Tokens<T> {

    private final Map<String, Given<T>> given = new ConcurrentHashMap<>();
    private final AtomicLong next;
    private final InstantSource clock;

    public Tokens(InstantSource clock) {
        this.clock = clock;
        this.next = new AtomicLong(clock.millis());
    }

    private record Given<T>(T owner, Instant until) {}

    public String give(String kind, T owner, Duration life) {
        String token = kind + "-" + Long.toHexString(next.incrementAndGet());
        put(token, owner, life);
        return token;
    }

    public void put(String token, T owner, Duration life) {
        given.put(token, new Given<>(owner, clock.instant().plus(life)));
    }

    /// Empty when there is no such token, or no longer.
    public Optional<T> owner(String token) {
        Given<T> found = given.get(token);
        return found == null || !clock.instant().isBefore(found.until())
                ? Optional.empty()
                : Optional.of(found.owner());
    }

    public void drop(String token) {
        given.remove(token);
    }

    public void clear() {
        given.clear();
    }
}
