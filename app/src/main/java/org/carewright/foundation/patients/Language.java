package org.carewright.foundation.patients;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A spoken or signed language: kept as its BCP 47 tag, said and typed by its English name. */
final class Language {

    /** What the form offers first, as spoken most in the United States; every other can be typed. */
    static final List<String> OFFERED = List.of(
            "en", "es", "zh", "zh-Hans", "zh-Hant", "vi", "ar", "fr", "ht", "ko", "ru", "tl", "pt", "so", "hi", "uk",
            "ne", "ase");

    private Language() {}

    /** Tags by their name in lower case; the shortest where several have one name. */
    private static final class Names {

        static final Map<String, String> TAGS = Stream.of(
                        OFFERED.stream(),
                        Stream.of(Locale.getISOLanguages()),
                        Stream.of(Locale.getAvailableLocales()).map(Locale::toLanguageTag))
                .flatMap(tags -> tags)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        tag -> name(tag).toLowerCase(Locale.ROOT),
                        tag -> tag,
                        (one, other) -> one.length() <= other.length() ? one : other));
    }

    /** The English name of a tag, or the tag itself when it has none. */
    static String name(String tag) {
        var name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
        return name.isEmpty() ? tag : name;
    }

    /** The tag of a language by its name, else what was typed, which may be a tag. */
    static String tag(String typed) {
        return Names.TAGS.getOrDefault(typed.toLowerCase(Locale.ROOT), typed);
    }

    /** What a form shows for a tag, and {@link #tag} reads back as the same. */
    static String typed(String tag) {
        var name = name(tag);
        return tag(name).equals(tag) ? name : tag;
    }
}
