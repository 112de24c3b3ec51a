package dev.rollcall.sandbox.ruangkerja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The users in the order in which they came, and the keys that nobody shares. Used under the API's lock.
final class Register {

    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byEmployeeId = new HashMap<>();
    private final Map<String, Member> byEmail = new HashMap<>();
    private final Map<String, Member> byPhone = new HashMap<>();
    private final Map<String, Member> byUsername = new HashMap<>();

    List<Member> all() {
        return Collections.unmodifiableList(members);
    }

    Optional<Member> find(String employeeId) {
        return Optional.ofNullable(byEmployeeId.get(employeeId));
    }

    Member require(String employeeId) {
        return find(employeeId).orElseThrow(() -> Refusal.badRequest("user not found"));
    }

    /// Refuses keys that somebody else has.
    ///
    /// @param who whose keys they are to be; a new member has none yet
    void requireFree(Member who, String employeeId, String email, String phone, String username) {
        free(byEmployeeId, employeeId, who, Refusal::employeeIdExists);
        free(byEmail, folded(email), who, Refusal::emailExists);
        free(byPhone, phone, who, () -> Refusal.badRequest("phone already been taken"));
        free(byUsername, username, who, () -> Refusal.badRequest("username already been taken"));
    }

    private static void free(Map<String, Member> index, String key, Member who, Supplier<Refusal> refusal) {
        Member holder = key.isEmpty() ? null : index.get(key);
        if (holder != null && !holder.serial.equals(who.serial)) {
            throw refusal.get();
        }
    }

    void add(Member member) {
        members.add(member);
        index(member);
    }

    /// Changes a member and keeps the keys right.
    void change(Member member, Runnable change) {
        byEmployeeId.remove(member.employeeId);
        byEmail.remove(folded(member.email));
        byPhone.remove(member.phone);
        byUsername.remove(member.username);
        change.run();
        index(member);
        member.changed();
    }

    private void index(Member member) {
        byEmployeeId.put(member.employeeId, member);
        put(byEmail, folded(member.email), member);
        put(byPhone, member.phone, member);
        put(byUsername, member.username, member);
    }

    private static void put(Map<String, Member> index, String key, Member member) {
        if (!key.isEmpty()) {
            index.put(key, member);
        }
    }

    private static String folded(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    void tagsChanged() {
        members.forEach(Member::changed);
    }

    void dropTag(Tag tag) {
        for (Member member : members) {
            if (member.tags.contains(tag)) {
                member.tags = member.tags.stream().filter(t -> t != tag).toList();
                member.changed();
            }
        }
    }

    void clear() {
        members.clear();
        byEmployeeId.clear();
        byEmail.clear();
        byPhone.clear();
        byUsername.clear();
    }
}
