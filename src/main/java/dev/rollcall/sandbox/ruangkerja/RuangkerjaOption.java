package dev.rollcall.sandbox.ruangkerja;

import dev.rollcall.sandbox.host.Option;
import dev.rollcall.sandbox.host.Setting;

/// What Ruangkerja's pages leave open, each with the reading that holds by default.
@SuppressWarnings("ImmutableEnumChecker") // a setting is never changed
public enum RuangkerjaOption implements Option {
    /// Who may ask for a token.
    CLIENT_ID("clientId", "sandbox"),
    CLIENT_SECRET("clientSecret", "sandbox-secret"),
    /// How long a token lasts.
    TOKEN_SECONDS("tokenSeconds", "43199"),
    /// The token page's example sends GET with a body, its heading says POST.
    TOKEN_BY_GET("tokenByGet", "false", "true", "false"),
    /// Whether `Bearer <token>` is taken beside the bare token.
    BEARER("bearer", "false", "true", "false"),
    /// Which calls must carry Accept and Content-Type.
    HEADERS("headers", "writes", "all", "writes", "none"),
    /// A pageSize over 100.
    PAGE_SIZE_OVER("pageSizeOver", "refuse", "refuse", "clamp"),
    /// Items that a bulk call may carry.
    BULK_MOST("bulkMost", "100"),
    /// How a value that is not there is read.
    ABSENT("absent", "null", "null", "empty", "leftOut"),
    /// An email field in PUT, which has none.
    EMAIL_IN_PUT("emailInPut", "refuse", "refuse", "ignore"),
    /// Whether a null in PUT clears the value instead of leaving it alone.
    NULL_CLEARS("nullClears", "false", "true", "false"),
    /// Whether an e-mail must look like one.
    CHECK_EMAIL("checkEmail", "true", "true", "false"),
    /// Whether a phone must be digits with country code.
    CHECK_PHONE("checkPhone", "true", "true", "false"),
    /// Which of the two documented paths of the e-mail call exist.
    EMAIL_PATHS("emailPaths", "both", "both", "heading", "example"),
    /// The payload in bulk answers: as it was sent, or with every documented field.
    PAYLOAD("payload", "asSent", "asSent", "filled"),
    /// HTTP status of a bad token.
    TOKEN_STATUS("tokenStatus", "403", "403", "401", "200"),
    /// HTTP status of every other refusal.
    REFUSAL_STATUS("refusalStatus", "400", "400", "200", "422"),
    /// Whether totalPage of an empty list is 0 or 1.
    EMPTY_PAGES("emptyPages", "0", "0", "1");

    private final Setting setting;

    RuangkerjaOption(String key, String fallback, String... choices) {
        this.setting = new Setting(key, fallback, choices);
    }

    @Override
    public Setting setting() {
        return setting;
    }
}
