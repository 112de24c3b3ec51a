package dev.rollcall.source.http;

import dev.rollcall.source.SourceSettings.Paging;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The way through the pages of an API. Pure.
///
/// @param base the API's URL with what stands in every call
record Course(URI base, Paging paging) {

    Address first() {
        return switch (paging) {
            case Paging.None _ -> new Address(base, 0);
            case Paging.ByPage by -> page(by, by.first());
            case Paging.ByOffset by -> offset(by, by.first());
            case Paging.ByCursor by -> new Address(sized(base, by.sizeParam(), by.size()), 0);
            case Paging.ByLink by -> new Address(sized(base, by.sizeParam(), by.size()), 0);
        };
    }

    /// What follows a page that was read; empty where it was the last.
    ///
    /// @param so the progress with that page
    Optional<Address> after(Address at, PageRead page, Progress so) {
        return switch (paging) {
            case Paging.None _ -> Optional.empty();
            case Paging.ByPage by -> goesOn(page, so) ? Optional.of(page(by, at.place() + 1)) : Optional.empty();
            case Paging.ByOffset by ->
                goesOn(page, so) ? Optional.of(offset(by, at.place() + page.records())) : Optional.empty();
            case Paging.ByCursor by -> page.cursor().map(cursor -> cursor(by, cursor, at.place() + 1));
            case Paging.ByLink _ -> page.link().map(link -> new Address(link, at.place() + 1));
        };
    }

    /// What will follow a page that is not read yet, as far as that can be told; empty where it cannot, or where
    /// it would be beyond the stated end.
    Optional<Address> guess(Address at, Progress so) {
        long step = so.step();
        return switch (paging) {
            case Paging.ByPage by
            when step > 0 && isWithin((at.place() + 1 - by.first()) * step, so) ->
                Optional.of(page(by, at.place() + 1));
            case Paging.ByOffset by
            when step > 0 && isWithin(at.place() - by.first() + step, so) -> Optional.of(offset(by, at.place() + step));
            case Paging.ByPage _, Paging.ByOffset _, Paging.None _, Paging.ByCursor _, Paging.ByLink _ ->
                Optional.empty();
        };
    }

    /// How many records are asked for; 0 where the API decides alone.
    int asked() {
        return switch (paging) {
            case Paging.None _ -> 0;
            case Paging.ByPage by -> by.sizeParam().isPresent() ? by.size() : 0;
            case Paging.ByOffset by -> by.sizeParam().isPresent() ? by.size() : 0;
            case Paging.ByCursor by -> by.sizeParam().isPresent() ? by.size() : 0;
            case Paging.ByLink by -> by.sizeParam().isPresent() ? by.size() : 0;
        };
    }

    private static boolean goesOn(PageRead page, Progress so) {
        return page.records() > 0 && !so.isThrough();
    }

    private static boolean isWithin(long records, Progress so) {
        return so.total().isEmpty() || records < so.total().getAsLong();
    }

    private Address page(Paging.ByPage by, long number) {
        return new Address(with(sized(base, by.sizeParam(), by.size()), by.pageParam(), Long.toString(number)), number);
    }

    private Address offset(Paging.ByOffset by, long offset) {
        return new Address(
                with(sized(base, by.sizeParam(), by.size()), by.offsetParam(), Long.toString(offset)), offset);
    }

    private Address cursor(Paging.ByCursor by, String cursor, long number) {
        return new Address(with(sized(base, by.sizeParam(), by.size()), by.cursorParam(), cursor), number);
    }

    private static URI sized(URI uri, Optional<String> param, int size) {
        return param.map(name -> with(uri, name, Integer.toString(size))).orElse(uri);
    }

    /// The URI with one more parameter.
    static URI with(URI uri, String name, String value) {
        String text = uri.toString();
        String pair = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(text + (uri.getRawQuery() == null ? "?" : "&") + pair);
    }
}
