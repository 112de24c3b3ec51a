package dev.rollcall.sandbox.garment;

import dev.rollcall.sandbox.host.Option;
import dev.rollcall.sandbox.host.Setting;

/// What Garment's pages leave open, each with the reading that holds by default.
@SuppressWarnings("ImmutableEnumChecker") // a setting is never changed
public enum GarmentOption implements Option {
    /// The account that may log in; it must be one of the users.
    EMAIL("email", "layanan@contoh.co.id"),
    PASSWORD("password", "sandbox-password"),
    /// Where the tenant's calls lie: under /api/v1, at the root, or both.
    PREFIX("prefix", "both", "both", "api", "root"),
    TOKEN_SECONDS("tokenSeconds", "3600"),
    REFRESH_SECONDS("refreshSeconds", "1209600"),
    REFRESH_PATH("refreshPath", "refresh", "refresh", "refresh-token"),
    /// Whether a login is answered with a challenge for a second factor.
    TWO_FACTOR("twoFactor", "false", "true", "false"),
    TWO_FACTOR_CODE("twoFactorCode", "123456"),
    /// Whether writes want a password confirmed just now, which a machine cannot do.
    STEP_UP("stepUp", "false", "true", "false"),
    /// After so many calls a token loses its tenant; 0: never.
    CONTEXT_EVERY("contextEvery", "0"),
    /// What a write answers.
    WRITE_BODY("writeBody", "envelope", "envelope", "object", "string", "empty"),
    /// Where a list's items lie: data, or data.data as Laravel's paginator has it.
    LIST("list", "data", "data", "nested"),
    PER_PAGE_MOST("perPageMost", "100"),
    PER_PAGE_DEFAULT("perPageDefault", "15"),
    /// Milliseconds until a write shows in the list.
    READ_LAG("readLagMs", "0"),
    /// A field left out of an update: cleared (full replacement), refused, or kept.
    LEFT_OUT("leftOut", "clear", "clear", "refuse", "keep"),
    /// Creating somebody whose e-mail is known centrally.
    KNOWN_EMAIL("knownEmail", "attach", "attach", "refuse"),
    /// Words for membership_type.
    MEMBERSHIP_TYPES("membershipTypes", "employee,contractor,partner"),
    /// Calls per minute and token; 0: not limited.
    PER_MINUTE("perMinute", "0"),
    /// Language of messages when the caller asks for none.
    LANGUAGE("language", "id", "id", "en");

    private final Setting setting;

    GarmentOption(String key, String fallback, String... choices) {
        this.setting = new Setting(key, fallback, choices);
    }

    @Override
    public Setting setting() {
        return setting;
    }
}
