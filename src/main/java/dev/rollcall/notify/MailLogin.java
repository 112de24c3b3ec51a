package dev.rollcall.notify;

import jakarta.mail.PasswordAuthentication;
import org.apache.camel.component.mail.MailAuthenticator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How the route `notice-mail` signs in; without a user it does not.
@Component("mailLogin")
class MailLogin extends MailAuthenticator {
    private final @Nullable String user;
    private final @Nullable String password;

    MailLogin(@Value("${rollcall.mail.user:}") String user, @Value("${rollcall.mail.password:}") String password) {
        this.user = user.isEmpty() ? null : user;
        this.password = user.isEmpty() ? null : password;
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, password);
    }
}
