package dev.rollcall.trigger;

import dev.rollcall.run.HomeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/// The users: `admin`, and those of `rollcall.users`.
@Configuration(proxyBeanMethods = false)
class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);
    private static final int BYTES = 18;
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

    @Bean
    PasswordEncoder passwords() {
        return new RememberedPasswords();
    }

    @Bean
    UserDetailsService accounts(UserSettings settings, HomeFolder home, PasswordEncoder passwords) {
        var users = new InMemoryUserDetailsManager();
        users.createUser(User.withUsername("admin")
                .password(passwords.encode(adminPassword(settings, home)))
                .roles("admin")
                .build());
        for (UserSettings.User user : settings.users()) {
            users.createUser(User.withUsername(user.name())
                    .password(user.password().replaceFirst("^\\{bcrypt}", ""))
                    .roles(user.roles().toArray(String[]::new))
                    .build());
        }
        return users;
    }

    private static String adminPassword(UserSettings settings, HomeFolder home) {
        if (!settings.adminPassword().isBlank()) {
            return settings.adminPassword();
        }
        Path file = home.root().resolve("admin-password");
        try {
            if (!Files.exists(file) || Files.readString(file).isBlank()) {
                make(file);
                LOG.info("the password of the user admin was made and lies in {}", file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the admin password could not be kept in " + file, e);
        }
    }

    /// All at once: a start that is killed leaves no half password.
    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.createDirectories(file.getParent());
        Path made = Files.createTempFile(
                file.getParent(), ".admin-password-", null, PosixFilePermissions.asFileAttribute(OWN));
        Files.writeString(made, password + "\n");
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
