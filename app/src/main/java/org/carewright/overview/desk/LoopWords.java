package org.carewright.overview.desk;

import org.jspecify.annotations.Nullable;

/** What a person reads of an entry in a loop's story. */
final class LoopWords {

    private LoopWords() {}

    static String title(LoopEntry entry) {
        var who = entry.authorName();
        return switch (entry.kind()) {
            case NOTE -> who + " noted";
            case CONTACT -> who + " tried " + channel(entry.channel()) + ": " + outcome(entry.outcome());
            case CLAIM -> who + " took it";
            case RELEASE -> who + " gave it back";
            case HAND_OFF -> who + " handed it to " + entry.toName();
            case SNOOZE -> who + " let it sleep";
            case WAKE -> who + " woke it";
            case UNDO -> who + " took that back";
        };
    }

    static String text(LoopEntry entry) {
        return entry.nextStep().isEmpty() ? entry.words() : (entry.words() + " Next: " + entry.nextStep()).strip();
    }

    static String icon(LoopEntry.Kind kind) {
        return switch (kind) {
            case NOTE -> "note";
            case CONTACT -> "phone";
            case CLAIM -> "assign";
            case RELEASE, UNDO -> "undo";
            case HAND_OFF -> "hand-off";
            case SNOOZE -> "snooze";
            case WAKE -> "alarm";
        };
    }

    private static String channel(LoopEntry.@Nullable Channel channel) {
        return switch (channel) {
            case PHONE -> "by phone";
            case SMS -> "by text message";
            case EMAIL -> "by e-mail";
            case LETTER -> "by letter";
            case IN_PERSON -> "in person";
            case PORTAL -> "through the portal";
            case null -> "";
        };
    }

    private static String outcome(LoopEntry.@Nullable Outcome outcome) {
        return switch (outcome) {
            case REACHED -> "reached";
            case LEFT_MESSAGE -> "left a message";
            case NO_ANSWER -> "no answer";
            case WRONG_NUMBER -> "wrong number";
            case DECLINED -> "declined";
            case null -> "";
        };
    }
}
