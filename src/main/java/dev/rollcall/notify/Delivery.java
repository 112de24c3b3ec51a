package dev.rollcall.notify;

import dev.rollcall.connector.Secret;
import dev.rollcall.job.Job;
import dev.rollcall.job.JobName;
import dev.rollcall.job.Jobs;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Sends notices to webhooks through the route `webhook`: signed, and again until they are taken (20 times, first
/// after 5 s, doubling to an hour).
@Component
class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration MINE = Duration.ofMinutes(2);
    private static final int DOUBLINGS = 9;

    private final Jobs jobs;
    private final NoticeStore store;
    private final ObjectProvider<CamelContext> camel;
    private final InstantSource clock;

    Delivery(Jobs jobs, NoticeStore store, ObjectProvider<CamelContext> camel, InstantSource clock) {
        this.jobs = jobs;
        this.store = store;
        this.camel = camel;
        this.clock = clock;
    }

    void deliver() {
        Instant now = clock.instant();
        for (NoticeStore.Due due : store.take(now, now.plus(MINE))) {
            Optional<Job.Webhook> hook = jobs.find(new JobName(due.job()))
                    .flatMap(job -> job.notices().webhook());
            if (hook.isEmpty() || isTaken(hook.get(), due)) {
                store.sent(due.notice(), clock.instant());
            } else {
                Duration wait = Duration.ofSeconds(5L << Math.min(due.attempts(), DOUBLINGS));
                store.tryAgain(due.notice(), clock.instant().plus(wait));
                LOG.warn("a notice of {} was not taken by its webhook; it is sent again in {}", due.job(), wait);
            }
        }
    }

    private boolean isTaken(Job.Webhook hook, NoticeStore.Due due) {
        try (ProducerTemplate template = camel.getObject().createProducerTemplate()) {
            Exchange sent = template.send("direct:webhook", exchange -> {
                var message = exchange.getMessage();
                message.setHeader(Exchange.HTTP_URI, hook.url().toString());
                message.setHeader(Exchange.HTTP_METHOD, "POST");
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
                message.setHeader("Rollcall-Notice", Long.toString(due.notice()));
                hook.secret().ifPresent(secret -> message.setHeader("Rollcall-Signature", signature(secret, due)));
                message.setBody(due.body().getBytes(StandardCharsets.UTF_8));
            });
            Integer status = sent.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            return sent.getException() == null && status != null && status >= 200 && status < 300;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static String signature(Secret secret, NoticeStore.Due due) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(due.body().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
