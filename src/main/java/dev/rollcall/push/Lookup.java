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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// Reads users, invitations and references again, many at once.
///
/// @param known how many users the tenant has, about
record Lookup(TenantLine line, long known) {

    private static final int LAST_PAGE = 1_000_000;

    /// The users with these keys, each found one by one, or all by reading the list where that takes fewer
    /// calls.
    Map<UserKey, List<TenantUser>> users(Collection<UserKey> keys) {
        long pages = known / Math.max(1, line.abilities().pageSize()) + 1;
        boolean each = line.abilities().findsByKey() && (known == 0 || keys.size() <= pages);
        return each ? oneByOne(keys) : fromList(keys);
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
