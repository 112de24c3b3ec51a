package dev.rollcall.trigger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rollcall.admin-password` and `rollcall.users`.
///
/// @param adminPassword empty: one is made at the first start
@ConfigurationProperties("rollcall")
record UserSettings(
        @DefaultValue("") String adminPassword,
        @DefaultValue List<User> users) {
    static final Set<String> ROLES = Set.of("viewer", "operator", "approver", "admin");
    private static final Pattern BCRYPT = Pattern.compile("(\\{bcrypt})?\\$2[aby]?\\$\\d\\d\\$[./0-9A-Za-z]{53}");

    UserSettings {
        users = List.copyOf(users);
        var names = new HashSet<>(Set.of("admin"));
        for (User user : users) {
            check(user);
            if (!names.add(user.name())) {
                throw new UsersRefused(
                        "rollcall.users names %s twice, or as the built-in admin".formatted(user.name()),
                        "give each user a name of its own; the password of admin is rollcall.admin-password");
            }
        }
    }

    private static void check(User user) {
        if (user.name().isBlank()) {
            throw new UsersRefused("a user in rollcall.users has no name", "give it one");
        }
        if (!BCRYPT.matcher(user.password()).matches()) {
            throw new UsersRefused(
                    "the password of %s in rollcall.users is no bcrypt hash".formatted(user.name()),
                    "make one, for instance with htpasswd -nbB %s <password>, and put what follows the colon there"
                            .formatted(user.name()));
        }
        for (String role : user.roles()) {
            if (!ROLES.contains(role)) {
                throw new UsersRefused(
                        "%s in rollcall.users has the role %s, which there is not".formatted(user.name(), role),
                        "expected some of viewer, operator, approver, admin");
            }
        }
    }

    /// @param password a bcrypt hash
    /// @param roles viewer, operator, approver, admin
    record User(
            @DefaultValue("") String name,
            @DefaultValue("") String password,
            @DefaultValue List<String> roles) {}
}
