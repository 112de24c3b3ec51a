package dev.rollcall.trigger;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// bcrypt takes 70 ms of a core, and machines log in with every call: a password that was right is remembered by a
/// keyed digest whose key lives as long as this process.
final class RememberedPasswords implements PasswordEncoder {
    private static final int MOST = 1000;

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final Map<String, String> right = new ConcurrentHashMap<>();
    private final byte[] key = new byte[32];

    RememberedPasswords() {
        new SecureRandom().nextBytes(key);
    }

    @Override
    public String encode(@Nullable CharSequence raw) {
        String hash = String.valueOf(bcrypt.encode(raw));
        right.put(hash, digest(String.valueOf(raw)));
        return hash;
    }

    @Override
    public boolean matches(@Nullable CharSequence raw, @Nullable String hash) {
        if (raw == null || hash == null) {
            return false;
        }
        String digest = digest(raw.toString());
        if (digest.equals(right.get(hash))) {
            return true;
        }
        boolean matches = bcrypt.matches(raw, hash);
        if (matches && right.size() < MOST) {
            right.put(hash, digest);
        }
        return matches;
    }

    private String digest(String raw) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(raw.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
