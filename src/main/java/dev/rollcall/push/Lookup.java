package dev.rollcall.push;

import dev.rollcall.connector.Answer;
import dev.rollcall.connector.Connector;
import dev.rollcall.connector.Listing;
import dev.rollcall.connector.OpenInvitation;
import dev.rollcall.connector.Page;
import dev.rollcall.connector.UserKey;
import dev.rollcall.person.Attribute;
import dev.rollcall.person.Comparison;
import dev.rollcall.person.Reference;
import dev.rollcall.person.TenantUser;
import dev.rollcall.tenant.TenantLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads users, invitations and references again, many at once.
///
/// @param known how many users the tenant has, about; empty where nobody knows
record Lookup(TenantLine line, OptionalLong known) {

    private static final int LAST_PAGE = 1_000_000;
    private static final int FOUND_AT_ONCE = 200;

    /// The users with these keys, each found one by one, or all by reading the list where that takes fewer
    /// calls.
    ///
    /// @param part takes the answers as they come, some at a time; those from a list are whole only at its end
    Map<UserKey, List<TenantUser>> users(Collection<UserKey> keys, Consumer<Map<UserKey, List<TenantUser>>> part) {
        if (!findsEach(keys.size())) {
            return fromList(keys);
        }
        Map<UserKey, List<TenantUser>> found = new HashMap<>();
        List<UserKey> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += FOUND_AT_ONCE) {
            Map<UserKey, List<TenantUser>> some =
                    oneByOne(all.subList(from, Math.min(all.size(), from + FOUND_AT_ONCE)));
            found.putAll(some);
            if (found.size() < all.size()) {
                part.accept(some);
            }
        }
        return found;
    }

    /// Those who are asked for may all have been created since the users were counted. A list of unknown length is not
    /// begun where users can be asked for by their keys.
    private boolean findsEach(int keys) {
        long pages =
                known.orElse(Long.MAX_VALUE / 2) / Math.max(1, line.abilities().pageSize())
                        + keys / Math.max(1, line.abilities().pageSize())
                        + 1;
        return line.abilities().findsByKey() && keys <= pages;
    }

    private Map<UserKey, List<TenantUser>> oneByOne(Collection<UserKey> keys) {
        Map<UserKey, List<TenantUser>> found = new ConcurrentHashMap<>();
        Map<UserKey, Boolean> failed = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (UserKey key : keys) {
                threads.execute(() -> {
                    try {
                        found.put(key, found(line.read(c -> c.find(key))));
                    } catch (CancellationException cancelled) {
                        failed.put(key, true);
                    }
                });
            }
        }
        if (!failed.isEmpty() || found.size() < keys.size()) {
            throw new CancellationException("the line gave up");
        }
        return found;
    }

    private static List<TenantUser> found(Answer<List<TenantUser>> answer) {
        return switch (answer) {
            case Answer.Success<List<TenantUser>>(var users) -> users;
            case Answer.Refused<List<TenantUser>> refused when refused.kind() == Answer.Refusal.NOT_FOUND -> List.of();
            case Answer.Refused<List<TenantUser>> _,
                    Answer.Transient<List<TenantUser>> _,
                    Answer.Lost<List<TenantUser>> _,
                    Answer.Unauthorized<List<TenantUser>> _ -> throw new CancellationException("the line gave up");
        };
    }

    private Map<UserKey, List<TenantUser>> fromList(Collection<UserKey> keys) {
        Map<UserKey, List<TenantUser>> found = new HashMap<>();
        Map<String, UserKey> wanted = new HashMap<>();
        for (UserKey key : keys) {
            found.put(key, new ArrayList<>());
            wanted.put(word(key), key);
        }
        all(Connector::users, user -> {
            for (UserKey key : keysOf(user)) {
                UserKey asked = wanted.get(word(key));
                if (asked != null) {
                    found.getOrDefault(asked, new ArrayList<>()).add(user);
                }
            }
            return false;
        });
        return found;
    }

    private static List<UserKey> keysOf(TenantUser user) {
        List<UserKey> keys = new ArrayList<>();
        keys.add(new UserKey.ById(user.id()));
        user.employeeId().ifPresent(id -> keys.add(new UserKey.ByEmployeeId(id)));
        keys.add(new UserKey.ByEmail(user.attributes().text(Attribute.EMAIL)));
        return keys;
    }

    private static String word(UserKey key) {
        return switch (key) {
            case UserKey.ById(var id) -> "id " + id;
            case UserKey.ByEmployeeId(var id) -> "employee " + id;
            case UserKey.ByEmail(String email) -> "email " + Comparison.key(Attribute.EMAIL, email);
        };
    }

    Optional<Reference> reference(Attribute kind, String name) {
        return all(
                (c, page) -> c.references(kind, page),
                reference -> reference.name().equals(name));
    }

    Optional<OpenInvitation> invitation(String email) {
        String key = Comparison.key(Attribute.EMAIL, email);
        return all(
                Connector::invitations,
                invitation ->
                        Comparison.key(Attribute.EMAIL, invitation.email()).equals(key));
    }

    /// Reads page after page until one item is the one.
    private <T> Optional<T> all(BiFunction<Connector, Integer, Answer<Page<T>>> read, Predicate<T> isIt) {
        var listing = new Listing<T>();
        Optional<T> found = Optional.empty();
        while (found.isEmpty() && !listing.hasEnded() && listing.next() < LAST_PAGE) {
            Answer<Page<T>> answer = line.read(c -> read.apply(c, listing.next()));
            if (answer instanceof Answer.Refused<Page<T>> no && no.kind() == Answer.Refusal.NOT_OFFERED) {
                return Optional.empty();
            }
            if (!(answer instanceof Answer.Success<Page<T>>(Page<T> page))) {
                throw new CancellationException("the list cannot be read");
            }
            found = listing.take(page).stream().filter(isIt).findFirst();
        }
        return found;
    }
}
