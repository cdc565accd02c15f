package org.carewright.foundation.directory;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.carewright.platform.types.Day;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.web.Input;
import org.jspecify.annotations.Nullable;

/** Reads the fields that several forms share. */
final class Fields {

    private Fields() {}

    /** A number; one that cannot be read is out of every range, so that the checks name it with its cure. */
    static int number(Input input, String name) {
        return input.value(name).matches("\\d{1,6}") ? Integer.parseInt(input.value(name)) : -1;
    }

    /** A number that may be left out, or null; one that cannot be read as in {@link #number}. */
    static @Nullable Integer optionalNumber(Input input, String name) {
        return input.value(name).isEmpty() ? null : Integer.valueOf(number(input, name));
    }

    /** Words in small letters, as parted by commas. */
    static Set<String> words(Input input, String name) {
        return Arrays.stream(input.value(name).split(",", -1))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The version a form was made from; none that can be read is none that is current. */
    static int version(Input input) {
        return number(input, "version");
    }

    /** A day, or null when it is missing or none. */
    static @Nullable LocalDate date(Input input, String name) {
        return Day.parse(input.value(name)).orElse(null);
    }

    /** A day in an address. */
    static LocalDate date(String text) {
        return Day.parse(text).orElseThrow(() -> new NotFound("day"));
    }

    /** What a select sent; it always sends something, so what is missing is read as its first choice. */
    static <E extends Enum<E>> E choice(Input input, String name, E first) {
        return EnumSet.allOf(first.getDeclaringClass()).stream()
                .filter(constant -> input.has(name, constant.name()))
                .findFirst()
                .orElse(first);
    }
}
