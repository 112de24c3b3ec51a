package dev.rollcall.source.http;

import dev.rollcall.connector.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Calls a partner's API through the route `pull`. The body is read while the call is under way, by the reader that
/// the caller gives; nothing is logged.
@Component("partnerAnswer")
public class PartnerCalls {
    private static final String ROUTE = "direct:pull";
    private static final String CALL = "rollcall.call";
    private static final String ANSWER = "rollcall.answer";

    private final ObjectProvider<CamelContext> camel;
    private volatile @Nullable ProducerTemplate template;

    PartnerCalls(ObjectProvider<CamelContext> camel) {
        this.camel = camel;
    }

    /// @param form the body of a POST; empty: a GET
    record Call(URI uri, Map<String, String> headers, Optional<String> form, Duration timeout) {}

    /// @param body read by the reader, while it arrives
    record Reply(int status, Headers headers, InputStream body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    interface Headers {
        List<String> all(String name);
    }

    /// Makes an answer of what was replied.
    interface Reader<T> {
        Answer<T> read(Reply reply) throws IOException;
    }

    private record Pending<T>(Reader<T> reader) {
        Answer<T> judge(Reply reply) throws IOException {
            return switch (reply.status()) {
                case 429 -> new Answer.Transient<>(wait(reply), true, "HTTP 429");
                case 503 ->
                    new Answer.Transient<>(
                            wait(reply), !reply.headers().all("Retry-After").isEmpty(), "HTTP 503");
                default -> reader.read(reply);
            };
        }

        private static Optional<Answer.Wait> wait(Reply reply) {
            return reply.headers().all("Retry-After").stream().findFirst().flatMap(PartnerCalls::wait);
        }
    }

    <T> Answer<T> call(Call call, Reader<T> reader) {
        Exchange exchange = template().send(ROUTE, e -> fill(e, call, reader));
        Exception failure = exchange.getException();
        if (failure != null) {
            return failure(failure);
        }
        @SuppressWarnings("unchecked")
        Answer<T> answer = exchange.getProperty(ANSWER, Answer.class);
        return answer == null ? new Answer.Lost<>("no answer from the route pull") : answer;
    }

    private static void fill(Exchange exchange, Call call, Reader<?> reader) {
        exchange.setProperty(CALL, new Pending<>(reader));
        exchange.setProperty("timeout", Long.toString(call.timeout().toMillis()));
        var message = exchange.getMessage();
        call.headers().forEach(message::setHeader);
        String text = call.uri().toString();
        String query = call.uri().getRawQuery();
        message.setHeader(Exchange.HTTP_URI, query == null ? text : text.substring(0, text.indexOf('?')));
        message.setHeader(Exchange.HTTP_RAW_QUERY, query);
        message.setHeader(Exchange.HTTP_METHOD, call.form().isPresent() ? "POST" : "GET");
        call.form().ifPresent(form -> {
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setBody(form);
        });
    }

    /// What the route calls with the reply at hand: the body is read here.
    public void read(Exchange exchange) throws IOException {
        Pending<?> pending = exchange.getProperty(CALL, Pending.class);
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (pending == null || status == null) {
            throw new IOException("no reply");
        }
        InputStream body = exchange.getMessage().getBody(InputStream.class);
        Headers headers = name -> values(exchange.getMessage().getHeader(name));
        exchange.setProperty(
                ANSWER, pending.judge(new Reply(status, headers, body == null ? InputStream.nullInputStream() : body)));
        exchange.getMessage().setBody(null);
    }

    private static List<String> values(@Nullable Object header) {
        return switch (header) {
            case null -> List.of();
            case List<?> several -> several.stream().map(String::valueOf).toList();
            default -> List.of(String.valueOf(header));
        };
    }

    private ProducerTemplate template() {
        ProducerTemplate made = template;
        if (made == null) {
            made = camel.getObject().createProducerTemplate();
            template = made;
        }
        return made;
    }

    /// Retry-After in either of its forms (RFC 9110, 10.2.3); empty where it is neither.
    private static Optional<Answer.Wait> wait(String value) {
        if (value.strip().matches("[0-9]{1,9}")) {
            return Optional.of(new Answer.Wait.For(Duration.ofSeconds(Long.parseLong(value.strip()))));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(value)).map(Answer.Wait.Until::new);
    }

    /// Where the call cannot have left, nothing was done; all calls of a pull may be made again anyway.
    private static <T> Answer<T> failure(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case ConnectTimeoutException _ -> later("no connection in time");
            case ConnectException _ -> later("connection refused");
            case UnknownHostException _ -> later("unknown host");
            case NoRouteToHostException _ -> later("no route to host");
            case SSLHandshakeException _ -> later("TLS handshake failed");
            case PageText.Unreadable seen -> new Answer.Lost<>(String.valueOf(seen.getMessage()));
            case Bounded.TooLong seen -> new Answer.Lost<>(String.valueOf(seen.getMessage()));
            case java.io.InterruptedIOException _ -> new Answer.Lost<>("time-out");
            case IOException _ -> new Answer.Lost<>("connection cut");
            default -> new Answer.Lost<>(cause.getClass().getSimpleName());
        };
    }

    private static <T> Answer<T> later(String what) {
        return new Answer.Transient<>(Optional.empty(), false, what);
    }
}
