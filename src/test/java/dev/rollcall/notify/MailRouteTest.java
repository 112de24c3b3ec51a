package dev.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/// The route of notices by mail as it lies in `routes/`, in front of a real mail server.
class MailRouteTest {
    private static final String PASSWORD = "p+w&d%2F?#=1";
    private static final String HOST = "127.0.0.1";
    private static final NoticeStore.Due DUE = new NoticeStore.Due(
            17,
            "acme",
            new NoticeStore.Notice(
                    Optional.of("hr@contoh.co.id"), "[Rollcall] acme: berjalan lagi\n\nAcme – Jakarta\n"),
            0);

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));

    private String port = "";

    @BeforeEach
    void start() {
        server.start();
        port = Integer.toString(server.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsToAServerThatAsksForNoLogin() throws Exception {
        assertThat(send(HOST, "", "")).isEmpty();

        Message mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[Rollcall] acme: berjalan lagi");
        assertThat(mail.getContent().toString().strip()).isEqualTo("Acme – Jakarta");
        assertThat(mail.getHeader("Rollcall-Notice")).containsExactly("17");
        assertThat(List.of(mail.getAllRecipients()).toString()).isEqualTo("[hr@contoh.co.id]");
    }

    @Test
    void signsInWhereItIsTold() throws Exception {
        server.setUser("rollcall@contoh.co.id", "rollcall", PASSWORD);
        server.getManagers().getUserManager().setAuthRequired(true);

        assertThat(send(HOST, "rollcall", PASSWORD)).isEmpty();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(send(HOST, "rollcall", "wrong"))
                .contains("the mail server refuses the login; see rollcall.mail.user and rollcall.mail.password");
    }

    @Test
    void saysWhatToSetWhereThereIsNoServer() throws Exception {
        assertThat(send("", "", ""))
                .contains("notify.mail needs a mail server: set rollcall.mail.host (ROLLCALL_MAIL_HOST)");
        server.stop();
        assertThat(send(HOST, "", ""))
                .contains("the mail server does not answer; see rollcall.mail.host and rollcall.mail.port");
    }

    private Optional<String> send(String host, String user, String password) throws Exception {
        try (var camel = new DefaultCamelContext()) {
            var settings = camel.getPropertiesComponent();
            settings.addInitialProperty("rollcall.mail.host", host.isEmpty() ? HOST : host);
            settings.addInitialProperty("rollcall.mail.port", port);
            settings.addInitialProperty("rollcall.mail.starttls", "false");
            camel.getRegistry().bind("mailLogin", new MailLogin(user, password));
            camel.getRegistry().bind("singleAttempts", (HttpClientConfigurer) client -> {});
            camel.getRegistry().bind("notices", new Looking());
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            camel, Path.of("routes/notify.yaml").toUri().toString()));
            camel.start();
            var beans = new DefaultListableBeanFactory();
            beans.registerSingleton("camel", camel);
            return new Mails(beans.getBeanProvider(CamelContext.class), host, "rollcall@contoh.co.id")
                    .send("hr@contoh.co.id", DUE);
        }
    }

    /// Stands where the route `notify` looks for its bean.
    public static final class Looking {
        public void look() {
            // nobody is to be told here
        }
    }
}
