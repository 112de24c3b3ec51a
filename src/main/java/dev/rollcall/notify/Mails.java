package dev.rollcall.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Sends mails through the route `notice-mail`; the mail server is set by `rollcall.mail.*`.
@Component
class Mails {
    private final ObjectProvider<CamelContext> camel;
    private final String host;
    private final String from;

    Mails(
            ObjectProvider<CamelContext> camel,
            @Value("${rollcall.mail.host:}") String host,
            @Value("${rollcall.mail.from:rollcall@localhost}") String from) {
        this.camel = camel;
        this.host = host;
        this.from = from;
    }

    /// One attempt. The body's first line is the subject.
    ///
    /// @return why it was not taken; empty where it was
    Optional<String> send(String address, NoticeStore.Due due) {
        if (host.isBlank()) {
            return Optional.of("notify.mail needs a mail server: set rollcall.mail.host (ROLLCALL_MAIL_HOST)");
        }
        String[] subjectAndText = due.notice().body().split("\n\n", 2);
        try (ProducerTemplate template = camel.getObject().createProducerTemplate()) {
            Exchange sent = template.send("direct:notice-mail", exchange -> {
                var message = exchange.getMessage();
                message.setHeader("From", from);
                message.setHeader("To", address);
                message.setHeader("Subject", subjectAndText[0]);
                message.setHeader("Rollcall-Notice", Long.toString(due.number()));
                message.setBody(subjectAndText[subjectAndText.length - 1]);
            });
            return Optional.ofNullable(sent.getException()).map(Mails::reason);
        } catch (IOException e) {
            return Optional.of("the route notice-mail could not be used");
        }
    }

    /// Without addresses and what servers say, which may repeat them.
    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && !(cause instanceof AuthenticationFailedException)
                && !(cause instanceof SendFailedException)) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case AuthenticationFailedException _ ->
                "the mail server refuses the login; see rollcall.mail.user and rollcall.mail.password";
            case SendFailedException _ -> "the mail server refuses the address of notify.mail";
            case IOException _ -> "the mail server does not answer; see rollcall.mail.host and rollcall.mail.port";
            default -> "the mail server takes no mail (" + cause.getClass().getSimpleName() + ")";
        };
    }
}
