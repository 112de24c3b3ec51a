package dev.rollcall.job;

import dev.rollcall.connector.Secret;
import dev.rollcall.source.CsvShape;
import dev.rollcall.source.SourceSettings;
import dev.rollcall.source.SourceSettings.Auth;
import dev.rollcall.source.SourceSettings.Mode;
import dev.rollcall.source.SourceSettings.Paging;
import dev.rollcall.source.SourceSettings.Since;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads how a partner's API is called.
final class HttpReading {

    private static final Secret NONE = Secret.of("");
    private static final URI NOWHERE = URI.create("http://localhost");

    private final Block source;

    HttpReading(Block source) {
        this.source = source;
    }

    Optional<SourceSettings> settings(Mode mode, Optional<CsvShape> csv) {
        Auth auth = auth(source.block("auth"));
        Paging paging = paging(source.block("paging"));
        String records = source.text("records").orElse("");
        Optional<String> total = source.text("total");
        Optional<Since> since = source.has("since") ? Optional.of(since(source.block("since"))) : Optional.empty();
        Duration fullEvery = source.duration("fullEvery", Duration.ofDays(7));
        int rate = source.number("rate", 0);
        OptionalInt limit = rate == 0 ? OptionalInt.empty() : OptionalInt.of(rate);
        return source.url("url")
                .map(url ->
                        new SourceSettings.Http(mode, url, auth, paging, csv, records, total, since, fullEvery, limit));
    }

    private static Auth auth(Block auth) {
        return switch (auth.text("type").orElse("none")) {
            case "basic" -> new Auth.Basic(secret(auth, "user"), secret(auth, "password"));
            case "bearer" -> new Auth.Bearer(secret(auth, "token"));
            case "header" -> new Auth.Header(auth.text("name").orElse(""), secret(auth, "value"));
            case "oauth2" ->
                new Auth.OAuth2(
                        auth.url("tokenUrl").orElse(NOWHERE),
                        secret(auth, "clientId"),
                        secret(auth, "clientSecret"),
                        auth.text("scope"));
            default -> new Auth.None();
        };
    }

    /// The schema demands what is missing here.
    private static Secret secret(Block auth, String name) {
        return auth.secret(name).orElse(NONE);
    }

    private static Paging paging(Block paging) {
        Optional<String> sizeParam = paging.text("sizeParam");
        int size = paging.number("size", 200);
        return switch (paging.text("type").orElse("none")) {
            case "page" ->
                new Paging.ByPage(paging.text("pageParam").orElse("page"), sizeParam, size, paging.number("first", 1));
            case "offset" ->
                new Paging.ByOffset(
                        paging.text("offsetParam").orElse("offset"), sizeParam, size, paging.number("first", 0));
            case "cursor" ->
                new Paging.ByCursor(
                        paging.text("cursorParam").orElse("cursor"),
                        sizeParam,
                        size,
                        paging.text("next").orElse(""));
            case "link" -> new Paging.ByLink(sizeParam, size);
            default -> new Paging.None();
        };
    }

    private static Since since(Block since) {
        return new Since(
                since.text("param").orElse(""),
                since.text("format").orElse("rfc3339"),
                since.duration("overlap", Duration.ofMinutes(10)));
    }
}
