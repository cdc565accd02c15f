package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.carewright.platform.types.Identifier;

/**
 * The keys under which a patient can be found; one index over all of them answers every search.
 *
 * <p>For people: {@code n:} a word of a name, {@code d:} birth date, {@code y:} birth year, {@code p:} phone (whole, last
 * seven, last four digits), {@code i:} an identifier. For finding duplicates, also: {@code e:} e-mail, {@code a:} house,
 * {@code b:} how the names sound, with the birth date or parts of it, {@code u:} without one where none is known.
 */
final class PatientKeys {

    private static final DoubleMetaphone SOUND = new DoubleMetaphone();
    private static final int NAMES_COMBINED = 3;

    private PatientKeys() {}

    static Set<String> all(Demographics person, Collection<Identifier> identifiers) {
        var keys = new LinkedHashSet<String>();
        words(person).forEach(word -> keys.add(word(word)));
        var born = person.birthDate();
        if (born != null) {
            keys.add(birthYear(born.date().getYear()));
            if (born.precision() == BirthDate.Precision.DAY) {
                keys.add(birthDate(born.date()));
            }
        }
        for (var way : person.telecoms()) {
            if (isPhone(way)) {
                keys.addAll(phones(way.value()));
            }
        }
        identifiers.forEach(identifier -> keys.add(identifier(identifier.value())));
        keys.addAll(alike(person));
        soundsTogether(person).forEach(both -> keys.add((born == null ? "u:" : "b:") + both));
        return keys;
    }

    /** Under at least one of these a record of the same person is expected to be found. */
    static Set<String> blocking(Demographics person, Collection<Identifier> identifiers) {
        var keys = new LinkedHashSet<>(alike(person));
        for (var both : soundsTogether(person)) {
            keys.add("u:" + both);
            if (person.birthDate() == null) {
                keys.add("b:" + both);
            }
        }
        identifiers.stream()
                .map(identifier -> identifier(identifier.value()))
                .filter(key -> key.length() > 6)
                .forEach(keys::add);
        return keys;
    }

    /** What stays alike under the usual mistakes. */
    private static Set<String> alike(Demographics person) {
        var keys = new LinkedHashSet<String>();
        var born = person.birthDate();
        if (born != null && born.precision() == BirthDate.Precision.DAY) {
            Stream.concat(families(person).stream(), givens(person).stream())
                    .forEach(sound -> keys.add("b:" + sound + born.date()));
        }
        if (born != null) {
            var month = born.date().getMonthValue();
            var day = born.date().getDayOfMonth();
            for (var both : soundsTogether(person)) {
                keys.add("b:" + both + born.date().getYear());
                keys.add("b:" + both + Math.min(month, day) + "." + Math.max(month, day));
            }
        }
        for (var way : person.telecoms()) {
            var digits = Words.digits(way.value());
            if (isPhone(way) && digits.length() >= 7) {
                keys.add("p:" + national(digits));
            } else if (way.system() == ContactPoint.Medium.EMAIL) {
                keys.add("e:" + Words.fold(way.value()));
            }
        }
        person.addresses().stream()
                .map(PatientKeys::house)
                .filter(house -> !house.isEmpty())
                .forEach(house -> keys.add("a:" + house));
        return keys;
    }

    private static Set<String> families(Demographics person) {
        return sounds(person.names().stream().flatMap(name -> Words.of(name.family()).stream()));
    }

    private static Set<String> givens(Demographics person) {
        return sounds(person.names().stream()
                .flatMap(name -> Words.of(name.given()).stream().limit(2))
                .flatMap(given -> Nicknames.fullForms(given).stream()));
    }

    /** Family and given name by sound, in an order of their own: they are often typed into each other's field. */
    private static List<String> soundsTogether(Demographics person) {
        var givens = givens(person);
        return families(person).stream()
                .flatMap(family -> givens.stream()
                        .map(given -> family.compareTo(given) <= 0 ? family + "+" + given : given + "+" + family))
                .toList();
    }

    /** All words of all names; names in Chinese characters also unparted, as they are written. */
    static Set<String> words(Demographics person) {
        var words = new LinkedHashSet<String>();
        for (var name : person.names()) {
            words.addAll(Words.of(name.family()));
            words.addAll(Words.of(name.given()));
            if (name.family().codePoints().anyMatch(Character::isIdeographic)) {
                words.add(Words.compact(name.family() + name.given()));
            }
        }
        return words;
    }

    static String word(String word) {
        return "n:" + word;
    }

    static String birthDate(LocalDate day) {
        return "d:" + day;
    }

    static String birthYear(int year) {
        return "y:" + year;
    }

    static String phone(String digits, int last) {
        return "p:" + tail(national(digits), last);
    }

    static String identifier(String value) {
        return "i:" + Words.compact(value);
    }

    /** The whole number without a United States country code, and its last seven and four digits. */
    private static Set<String> phones(String value) {
        var digits = Words.digits(value);
        return digits.length() < 4
                ? Set.of()
                : Stream.of(digits.length(), 7, 4)
                        .map(last -> phone(digits, last))
                        .collect(Collectors.toSet());
    }

    static String national(String digits) {
        return digits.length() == 11 && digits.startsWith("1") ? digits.substring(1) : digits;
    }

    private static String tail(String digits, int length) {
        return digits.substring(Math.max(0, digits.length() - length));
    }

    static boolean isPhone(ContactPoint way) {
        return way.system() == ContactPoint.Medium.PHONE || way.system() == ContactPoint.Medium.SMS;
    }

    /** Postal code, house number and the first letters of the street; empty when one of them is unknown. */
    static String house(Address address) {
        var words = Words.of(address.line());
        var number = words.stream().filter(word -> word.matches("\\d.*")).findFirst();
        var street = words.stream().filter(word -> word.matches("\\p{L}{3,}")).findFirst();
        var postal = Words.compact(address.postalCode());
        return number.isEmpty() || street.isEmpty() || postal.isEmpty()
                ? ""
                : postal.substring(0, Math.min(5, postal.length())) + "|" + number.get() + "|"
                        + street.get().substring(0, 3);
    }

    private static Set<String> sounds(Stream<String> words) {
        return words.filter(word -> word.length() > 1)
                .map(PatientKeys::sound)
                .distinct()
                .limit(NAMES_COMBINED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How a word sounds; words of other scripts stand for themselves. */
    static String sound(String word) {
        var sound = word.matches("[a-z]+") ? SOUND.doubleMetaphone(word) : word;
        return sound == null || sound.isEmpty() ? word : sound;
    }
}
