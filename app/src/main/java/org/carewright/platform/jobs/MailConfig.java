package org.carewright.platform.jobs;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The way to the mail server, if one is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("carewright.mail-host")
class MailConfig {

    private static final String TIMEOUT = "20000"; // ms; the outbox tries again

    @Bean
    MailChannel mail(
            @Value("${carewright.mail-host}") String host,
            @Value("${carewright.mail-port}") int port,
            @Value("${carewright.mail-security}") String security,
            @Value("${carewright.mail-user:#{null}}") String user,
            @Value("${carewright.mail-password:#{null}}") String password,
            @Value("${carewright.mail-from}") String from) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(port);
        sender.setUsername(user);
        sender.setPassword(password);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var properties = sender.getJavaMailProperties();
        var startTls = Boolean.toString(security.equals("starttls"));
        properties.setProperty("mail.smtp.starttls.enable", startTls);
        properties.setProperty("mail.smtp.starttls.required", startTls);
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security.equals("tls")));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        for (var kind : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.smtp." + kind, TIMEOUT);
        }
        return new MailChannel(sender, from);
    }
}
