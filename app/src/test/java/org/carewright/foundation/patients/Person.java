package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.carewright.foundation.patients.HumanName.Use;
import org.carewright.platform.types.Identifier;
import org.jspecify.annotations.Nullable;

/** A person for tests, changed one thing at a time. */
record Person(
        List<HumanName> names,
        @Nullable LocalDate birthDate,
        AdministrativeGender gender,
        @Nullable String phoneNumber,
        @Nullable String email,
        @Nullable Address address,
        List<Identifier> identifiers) {

    private static final Random RANDOM = new Random();

    static Person named(String family, String given) {
        return new Person(
                List.of(HumanName.of(family, given)), null, AdministrativeGender.FEMALE, null, null, null, List.of());
    }

    /** Somebody unlike anybody else. */
    static Person somebody() {
        return named(letters(10), letters(8)).born(LocalDate.of(1930, 1, 1).plusDays(RANDOM.nextInt(30_000)));
    }

    private static String letters(int count) {
        var letters = RANDOM.ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return letters.substring(0, 1).toUpperCase(Locale.ROOT) + letters.substring(1);
    }

    Person renamed(String family, String given) {
        return new Person(
                List.of(HumanName.of(family, given)), birthDate, gender, phoneNumber, email, address, identifiers);
    }

    Person alsoNamed(Use use, String family, String given) {
        var all = Stream.concat(names.stream(), Stream.of(new HumanName(use, family, given, "", "")))
                .toList();
        return new Person(all, birthDate, gender, phoneNumber, email, address, identifiers);
    }

    Person born(@Nullable LocalDate day) {
        return new Person(names, day, gender, phoneNumber, email, address, identifiers);
    }

    Person of(AdministrativeGender other) {
        return new Person(names, birthDate, other, phoneNumber, email, address, identifiers);
    }

    Person phone(@Nullable String number) {
        return new Person(names, birthDate, gender, number, email, address, identifiers);
    }

    Person writingTo(@Nullable String mailbox) {
        return new Person(names, birthDate, gender, phoneNumber, mailbox, address, identifiers);
    }

    Person livingAt(String line) {
        var home = new Address(Address.Use.HOME, line, "Toledo", "OH", "43604", "US");
        return new Person(names, birthDate, gender, phoneNumber, email, home, identifiers);
    }

    Person with(Identifier identifier) {
        return new Person(names, birthDate, gender, phoneNumber, email, address, List.of(identifier));
    }

    HumanName name() {
        return names.getFirst();
    }

    Demographics demographics() {
        var born = birthDate == null ? null : BirthDate.of(birthDate);
        var telecoms = Stream.of(
                        phoneNumber == null
                                ? null
                                : new ContactPoint(ContactPoint.Medium.PHONE, phoneNumber, ContactPoint.Use.HOME),
                        email == null
                                ? null
                                : new ContactPoint(ContactPoint.Medium.EMAIL, email, ContactPoint.Use.HOME))
                .filter(Objects::nonNull)
                .toList();
        return new Demographics(
                names,
                born,
                gender,
                BirthSex.UNKNOWN,
                false,
                false,
                null,
                telecoms,
                address == null ? List.of() : List.of(address),
                null,
                false,
                ContactPreferences.NONE,
                null);
    }
}
