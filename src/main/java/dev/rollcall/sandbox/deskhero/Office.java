package dev.rollcall.sandbox.deskhero;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the tenant holds: people, groups, open invitations, tokens. Used under the API's lock.
final class Office {

    private final InstantSource clock;
    private final Map<Integer, Person> people = new LinkedHashMap<>();
    private final List<Person> inOrder = new ArrayList<>();
    private final Map<String, Person> byEmail = new HashMap<>();
    private final Map<Integer, Group> groups = new LinkedHashMap<>();
    private final Map<Integer, Invite> invites = new LinkedHashMap<>();
    private final Map<String, Integer> inviteByEmail = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private int nextPerson = 1_001;
    private int nextGroup = 11;
    private int nextInvite = 501;

    Office(InstantSource clock) {
        this.clock = clock;
    }

    List<Person> people() {
        return Collections.unmodifiableList(inOrder);
    }

    Optional<Person> person(int id) {
        return Optional.ofNullable(people.get(id));
    }

    Optional<Person> person(String email) {
        return Optional.ofNullable(byEmail.get(folded(email)));
    }

    Person join(String email, Role role, List<Group> in) {
        var person = new Person(nextPerson++, clock.instant());
        person.email = email;
        person.role = role;
        person.groups = withEveryone(in);
        people.put(person.id, person);
        inOrder.add(person);
        byEmail.put(folded(email), person);
        return person;
    }

    void move(Person person, String email) {
        byEmail.remove(folded(person.email));
        person.email = email;
        byEmail.put(folded(email), person);
    }

    void touch(Person person) {
        person.updated = clock.instant();
    }

    long owners() {
        return inOrder.stream()
                .filter(person -> person.role == Role.OWNER && person.status == Status.ACTIVE)
                .count();
    }

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    Optional<Group> group(int id) {
        return Optional.ofNullable(groups.get(id));
    }

    Group addGroup(String name, String uniqueKey, boolean everyone) {
        var group = new Group(nextGroup++, name, uniqueKey, everyone);
        groups.put(group.id(), group);
        return group;
    }

    void replaceGroup(Group group) {
        groups.put(group.id(), group);
        for (Person person : inOrder) {
            person.groups = person.groups.stream()
                    .map(member -> member.id() == group.id() ? group : member)
                    .toList();
        }
    }

    List<Group> withEveryone(List<Group> some) {
        var all = new ArrayList<>(some);
        groups.values().stream()
                .filter(Group::everyone)
                .filter(group -> !all.contains(group))
                .forEach(all::add);
        return List.copyOf(all);
    }

    Invite invite(String email, Role role, List<Group> in, int days) {
        var invite = new Invite(nextInvite++, email, role, in, clock.instant().plusSeconds(days * 86_400L));
        invites.put(invite.id(), invite);
        inviteByEmail.put(folded(email), invite.id());
        return invite;
    }

    List<Invite> openInvites() {
        return invites.values().stream().filter(this::open).toList();
    }

    Optional<Invite> openInvite(int id) {
        return Optional.ofNullable(invites.get(id)).filter(this::open);
    }

    Optional<Invite> openInvite(String email) {
        return Optional.ofNullable(inviteByEmail.get(folded(email))).flatMap(this::openInvite);
    }

    private boolean open(Invite invite) {
        return clock.instant().isBefore(invite.expires());
    }

    void close(Invite invite) {
        invites.remove(invite.id());
        inviteByEmail.remove(folded(invite.email()));
    }

    /// The person becomes a user, as when following the link in the mail.
    Person accept(Invite invite, String givenName, String familyName) {
        close(invite);
        Person person = join(invite.email(), invite.role(), invite.groups());
        person.givenName = givenName;
        person.familyName = familyName;
        return person;
    }

    void token(String token, String email) {
        tokens.put(token, email);
    }

    Optional<Person> holder(String token) {
        return Optional.ofNullable(tokens.get(token)).flatMap(this::person);
    }

    void dropTokens() {
        tokens.clear();
    }

    void clear() {
        people.clear();
        inOrder.clear();
        byEmail.clear();
        groups.clear();
        invites.clear();
        inviteByEmail.clear();
        tokens.clear();
        nextPerson = 1_001;
        nextGroup = 11;
        nextInvite = 501;
    }

    private static String folded(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
