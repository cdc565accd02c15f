package org.carewright.platform.jobs;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mail by SMTP; the message's id becomes its Message-ID (RFC 5322). */
class MailChannel implements OutboxChannel {

    private final JavaMailSender sender;
    private final String from;

    MailChannel(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(OutboxMessage message) {
        try {
            var attachment = message.attachment();
            var helper = new MimeMessageHelper(
                    new IdentifiedMessage(message), attachment != null, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(message.destination());
            helper.setSubject(message.subject());
            helper.setText(message.body());
            if (attachment != null) {
                var content = attachment.text().getBytes(StandardCharsets.UTF_8);
                helper.addAttachment(attachment.name(), new ByteArrayResource(content), attachment.type());
            }
            sender.send(helper.getMimeMessage());
        } catch (MessagingException e) {
            throw new MailPreparationException(e);
        }
    }

    /** Keeps our Message-ID, which saving a message would otherwise replace. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String messageId;

        IdentifiedMessage(OutboxMessage message) {
            super((jakarta.mail.Session) null);
            this.messageId = "<" + message.id() + "@carewright>";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
