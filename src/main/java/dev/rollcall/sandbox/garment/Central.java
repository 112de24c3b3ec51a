package dev.rollcall.sandbox.garment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Everybody and every tenant. Used under the API's lock.
final class Central {

    private final InstantSource clock;
    private final Random random;
    private final Map<String, CentralUser> people = new LinkedHashMap<>();
    private final Map<String, CentralUser> byEmail = new HashMap<>();
    private final Map<String, CentralUser> byUsername = new HashMap<>();
    private final Map<String, Company> companies = new LinkedHashMap<>();

    Central(InstantSource clock, long seed) {
        this.clock = clock;
        this.random = new Random(seed);
    }

    String newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    Instant now() {
        return clock.instant();
    }

    List<Company> companies() {
        return new ArrayList<>(companies.values());
    }

    Optional<Company> company(String id) {
        return Optional.ofNullable(companies.get(id));
    }

    void add(Company company) {
        companies.put(company.id(), company);
    }

    Optional<CentralUser> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    Optional<CentralUser> byEmail(String email) {
        return Optional.ofNullable(byEmail.get(email.toLowerCase(Locale.ROOT)));
    }

    boolean usernameTaken(String username, String byOtherThan) {
        CentralUser holder = byUsername.get(username);
        return holder != null && !holder.id.equals(byOtherThan);
    }

    CentralUser add(String id) {
        var person = new CentralUser(id, now());
        people.put(id, person);
        return person;
    }

    /// Changes what belongs to the person and brings it to every tenant's mirror.
    void change(CentralUser person, Runnable change, Duration lag) {
        byEmail.remove(person.email.toLowerCase(Locale.ROOT));
        byUsername.remove(person.username);
        change.run();
        byEmail.put(person.email.toLowerCase(Locale.ROOT), person);
        if (!person.username.isEmpty()) {
            byUsername.put(person.username, person);
        }
        for (Company company : companies.values()) {
            Membership membership = company.members().get(person.id);
            if (membership != null) {
                membership.mirror(now(), now().plus(lag), company.roles());
            }
        }
    }

    void clear() {
        people.clear();
        byEmail.clear();
        byUsername.clear();
        companies.clear();
    }
}
