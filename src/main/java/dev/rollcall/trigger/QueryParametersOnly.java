package dev.rollcall.trigger;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Keeps the container from reading an export as a form: many clients send any body as `x-www-form-urlencoded`,
/// and the parameters of the REST interface stand in the query alone. A body that is no export is short, and an empty
/// one
/// is none, whatever type it says it has.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class QueryParametersOnly extends OncePerRequestFilter {
    private static final Pattern EXPORTS = Pattern.compile("/api/jobs/[^/]+/(runs|check)");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isExport = EXPORTS.matcher(request.getRequestURI()).matches();
        chain.doFilter(new Wrapped(request, isExport ? Long.MAX_VALUE : BodyTooLarge.MOST_BYTES), response);
    }

    private static final class Wrapped extends HttpServletRequestWrapper {
        private final Map<String, String[]> parameters;
        private final long most;

        Wrapped(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
            this.parameters = parse(request.getQueryString());
        }

        private static Map<String, String[]> parse(@Nullable String query) {
            var lists = new LinkedHashMap<String, List<String>>();
            for (String pair : query == null ? new String[0] : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                lists.computeIfAbsent(decoded(parts[0]), k -> new ArrayList<>())
                        .add(parts.length > 1 ? decoded(parts[1]) : "");
            }
            var arrays = new LinkedHashMap<String, String[]>();
            lists.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
            return arrays;
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                return text;
            }
        }

        private boolean hides(String header) {
            return header.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) && getContentLengthLong() == 0;
        }

        @Override
        public @Nullable String getContentType() {
            return hides(HttpHeaders.CONTENT_TYPE) ? null : super.getContentType();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return hides(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(this::hides);
            return Collections.enumeration(names);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedInput(super.getInputStream(), most);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }
    }
}
