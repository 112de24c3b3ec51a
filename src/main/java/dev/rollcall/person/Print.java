package dev.rollcall.person;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// 64-bit prints of what a row asks for and of what a user has: where they are equal, the two are, and nobody need look
/// at the values. Where they differ the two may still be equal (a cell that leaves alone what the user has), so a print
/// never says that something must change.
///
/// An attribute that the row leaves alone counts like one that the user has not; one that it clears is like nothing.
public final class Print {

    private static final List<Attribute> PLAIN =
            List.of(Attribute.NAME, Attribute.EMAIL, Attribute.PHONE, Attribute.USERNAME, Attribute.MEMBERSHIP_TYPE);
    private static final List<Attribute> REFERENCES =
            List.of(Attribute.TAGS, Attribute.ORGANIZATION, Attribute.GROUPS, Attribute.ROLES);

    private static final long START = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0xff51afd7ed558ccdL;
    private static final long NONE = 0x2545F4914F6CDD1DL;
    private static final long CLEARED = 0x369DEA0F31A53F85L;

    private Print() {}

    /// What a row wants of status and plain values, these as their comparison keys; null is left alone.
    public static long wanted(
            @Nullable Boolean active,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String username,
            @Nullable String membershipType) {
        long print = status(active == null || active);
        print = wanted(print, name);
        print = wanted(print, email);
        print = wanted(print, phone);
        print = wanted(print, username);
        return wanted(print, membershipType);
    }

    /// The same of a user.
    ///
    /// @param mapped the attributes that the export speaks of; of the others a row wants nothing
    public static long had(TenantUser user, Set<Attribute> mapped) {
        long print = status(user.active());
        for (Attribute attribute : PLAIN) {
            String value = mapped.contains(attribute) ? user.attributes().text(attribute) : "";
            print = value.isEmpty() ? mixed(print ^ NONE) : text(print, Comparison.key(attribute, value));
        }
        return print;
    }

    /// The words of a row for references, as they stand; it says nothing of what they mean.
    public static long words(
            @Nullable List<String> tags,
            @Nullable String organization,
            @Nullable List<String> groups,
            @Nullable List<String> roles) {
        long print = words(START, tags);
        print = wanted(print, organization);
        print = words(print, groups);
        return words(print, roles);
    }

    /// References by their ids in the tenant, of a user or as a row's words mean them.
    ///
    /// @param mapped the attributes that the export speaks of
    public static long references(Attributes attributes, Set<Attribute> mapped) {
        long print = START;
        for (Attribute attribute : REFERENCES) {
            Collection<String> ids = attribute.kind() == Attribute.Kind.SET
                    ? attributes.items(attribute)
                    : one(attributes.text(attribute));
            print = ids.isEmpty() || !mapped.contains(attribute) ? mixed(print ^ NONE) : texts(print, ids);
        }
        return print;
    }

    private static List<String> one(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static long status(boolean active) {
        return mixed(START ^ (active ? 1 : 2));
    }

    private static long wanted(long before, @Nullable String value) {
        if (value == null) {
            return mixed(before ^ NONE);
        }
        return value.isEmpty() ? mixed(before ^ CLEARED) : text(before, value);
    }

    private static long words(long before, @Nullable List<String> words) {
        if (words == null) {
            return mixed(before ^ NONE);
        }
        return words.isEmpty() ? mixed(before ^ CLEARED) : texts(before, words);
    }

    private static long texts(long before, Collection<String> texts) {
        long print = mixed(before ^ texts.size());
        for (String text : texts) {
            print = text(print, text);
        }
        return print;
    }

    /// Four characters at a time: each step waits for the one before.
    private static long text(long before, String text) {
        int length = text.length();
        int fours = length & ~3;
        long print = mixed(before ^ length);
        for (int i = 0; i < fours; i += 4) {
            long four = text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48;
            print = mixed(print ^ four);
        }
        for (int i = fours; i < length; i++) {
            print = mixed(print ^ text.charAt(i));
        }
        return print;
    }

    private static long mixed(long print) {
        long product = print * PRIME;
        return product ^ product >>> 29;
    }
}
