package dev.rollcall.trigger;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rollcall.admin-password` and `rollcall.users`.
///
/// @param adminPassword empty: one is made at the first start
@ConfigurationProperties("rollcall")
record UserSettings(
        @DefaultValue("") String adminPassword,
        @DefaultValue List<User> users) {
    /// @param password a bcrypt hash
    /// @param roles viewer, operator, approver, admin
    record User(String name, String password, @DefaultValue List<String> roles) {}
}
