package dev.rollcall.notify;

import dev.rollcall.connector.Secret;
import dev.rollcall.job.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Calls webhooks through the route `webhook`, signed.
@Component
class Webhooks {
    private final ObjectProvider<CamelContext> camel;

    Webhooks(ObjectProvider<CamelContext> camel) {
        this.camel = camel;
    }

    /// One attempt.
    ///
    /// @return why it was not taken; empty where it was
    Optional<String> send(Job.Webhook hook, NoticeStore.Due due) {
        byte[] body = due.notice().body().getBytes(StandardCharsets.UTF_8);
        try (ProducerTemplate template = camel.getObject().createProducerTemplate()) {
            Exchange sent = template.send("direct:webhook", exchange -> {
                var message = exchange.getMessage();
                message.setHeader(Exchange.HTTP_URI, hook.url().toString());
                message.setHeader(Exchange.HTTP_METHOD, "POST");
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
                message.setHeader("Rollcall-Notice", Long.toString(due.number()));
                hook.secret().ifPresent(secret -> message.setHeader("Rollcall-Signature", signature(secret, body)));
                message.setBody(body);
            });
            Integer status = sent.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            if (sent.getException() != null || status == null) {
                return Optional.of("no answer of notify.webhook.url");
            }
            return status >= 200 && status < 300
                    ? Optional.empty()
                    : Optional.of("HTTP " + status + " of notify.webhook.url");
        } catch (IOException e) {
            return Optional.of("the route webhook could not be used");
        }
    }

    private static String signature(Secret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
