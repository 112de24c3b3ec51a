package dev.rollcall.source.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `Link` header of RFC 8288, as far as the next page needs it.
final class Link {
    private static final Pattern ONE =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^;,=\\s]+\\s*(?:=\\s*(?:\"[^\"]*\"|[^\";,\\s]*))?)*)");
    private static final Pattern REL =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\";,\\s]+))", Pattern.CASE_INSENSITIVE);

    private Link() {}

    /// @param headers the header's values, one or several links in each
    static Optional<URI> next(List<String> headers, URI from) {
        for (String header : headers) {
            Matcher link = ONE.matcher(header);
            while (link.find()) {
                if (isNext(link.group(2))) {
                    return Optional.of(from.resolve(link.group(1).strip()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNext(String parameters) {
        Matcher rel = REL.matcher(parameters);
        if (!rel.find()) {
            return false;
        }
        String words = rel.group(1) == null ? rel.group(2) : rel.group(1);
        return List.of(words.toLowerCase(Locale.ROOT).split("\\s+")).contains("next");
    }

    /// Whether both are the same door: credentials go nowhere else.
    static boolean isSameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
