package org.carewright.care.outreach;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.carewright.foundation.patients.ContactPoint;
import org.carewright.foundation.patients.ContactPoint.Medium;
import org.carewright.foundation.patients.ContactPoint.Use;
import org.carewright.foundation.patients.ContactPreferences;
import org.carewright.foundation.patients.Demographics;
import org.jspecify.annotations.Nullable;

/**
 * How a patient can be sent a message.
 *
 * @param address an e-mail address, or a telephone number with its country (E.164)
 * @param language {@code es}, else {@code en}
 * @param quietFrom start of her hours without messages, or null; likewise {@code quietUntil}
 */
public record Reach(
        Channel channel,
        String address,
        String language,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil) {

    /** Nobody is sent anything at night, whatever she said or did not say (47 CFR 64.1200(c)(1)). */
    private static final LocalTime EARLIEST = LocalTime.of(8, 0);

    private static final LocalTime LATEST = LocalTime.of(21, 0);

    /** A way of sending a message by itself. */
    public enum Channel {
        SMS("sms"),
        EMAIL("mail");

        private final String outbox;

        Channel(String outbox) {
            this.outbox = outbox;
        }

        /** The outbox's name for it. */
        String outbox() {
            return outbox;
        }

        ContactPreferences.Channel preference() {
            return this == SMS ? ContactPreferences.Channel.SMS : ContactPreferences.Channel.EMAIL;
        }
    }

    /** The way the patient prefers, else a text message, else e-mail; empty if she has none or refuses them. */
    static Optional<Reach> of(Demographics person) {
        if (person.deceased()) {
            return Optional.empty();
        }
        var wishes = person.preferences();
        return Stream.of(Channel.SMS, Channel.EMAIL)
                .filter(channel -> !wishes.doNotContact().contains(channel.preference()))
                .sorted(Comparator.comparing(channel -> channel.preference() != wishes.preferred()))
                .flatMap(channel -> address(channel, person.telecoms()).map(address -> of(channel, address, person)))
                .findFirst();
    }

    private static Reach of(Channel channel, String address, Demographics person) {
        var spoken = Locale.forLanguageTag(Objects.requireNonNullElse(person.language(), "en"))
                .getLanguage();
        var wishes = person.preferences();
        return new Reach(channel, address, spoken.equals("es") ? "es" : "en", wishes.quietFrom(), wishes.quietUntil());
    }

    private static Stream<String> address(Channel channel, List<ContactPoint> ways) {
        return ways.stream()
                .filter(way -> way.use() != Use.OLD)
                .filter(way -> switch (channel) {
                    case SMS -> way.system() == Medium.SMS || (way.system() == Medium.PHONE && way.use() == Use.MOBILE);
                    case EMAIL -> way.system() == Medium.EMAIL;
                })
                .flatMap(way -> channel == Channel.EMAIL ? Stream.of(way.value()) : number(way.value()))
                .limit(1);
    }

    /** With its country; a number of ten digits is one of North America. */
    private static Stream<String> number(String written) {
        var digits = written.replaceAll("[^0-9]", "");
        if (written.strip().startsWith("+") && digits.length() >= 8) {
            return Stream.of("+" + digits);
        }
        if (digits.length() == 10) {
            return Stream.of("+1" + digits);
        }
        return digits.length() == 11 && digits.startsWith("1") ? Stream.of("+" + digits) : Stream.empty();
    }

    /** Whether she may be sent something at this moment, by the clock of the site. */
    public boolean isAwake(Instant at, ZoneId zone) {
        if (!isDay(at, zone)) {
            return false;
        }
        var clock = at.atZone(zone).toLocalTime();
        if (quietFrom == null || quietUntil == null) {
            return true;
        }
        var afterStart = !clock.isBefore(quietFrom);
        var beforeEnd = clock.isBefore(quietUntil);
        return quietFrom.isAfter(quietUntil) ? !afterStart && !beforeEnd : !(afterStart && beforeEnd);
    }

    /** Whether anybody may be sent something at this moment there. */
    public static boolean isDay(Instant at, ZoneId zone) {
        var clock = at.atZone(zone).toLocalTime();
        return !clock.isBefore(EARLIEST) && clock.isBefore(LATEST);
    }

    boolean isSpanish() {
        return language.equals("es");
    }
}
