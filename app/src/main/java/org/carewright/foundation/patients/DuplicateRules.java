package org.carewright.foundation.patients;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carewright.foundation.patients.BirthDate.Precision;
import org.carewright.foundation.patients.HumanName.Use;
import org.carewright.platform.types.Identifier;

/**
 * How much speaks for two records being one person: weights of agreement and disagreement after Fellegi and Sunter (1969),
 * in bits, so that they add up; rare names weigh more than common ones.
 *
 * <p>What a household shares (address, phone, e-mail, family name, and for twins the birth date) proves nothing about which
 * of its members it is. So when the given names differ, or a generation lies between them, what is shared counts for
 * nothing.
 */
final class DuplicateRules {

    static final String SSN = "http://hl7.org/fhir/sid/us-ssn";

    private static final double ALIKE = 0.9;
    private static final int GENERATION = 14; // years

    private final NameFrequency frequency;
    private final List<String> reasons = new ArrayList<>();
    private double weight;

    private DuplicateRules(NameFrequency frequency) {
        this.frequency = frequency;
    }

    static Likeness compare(
            Demographics one,
            Collection<Identifier> ofOne,
            Demographics other,
            Collection<Identifier> ofOther,
            NameFrequency frequency) {
        var rules = new DuplicateRules(frequency);
        rules.identifiers(ofOne, ofOther);
        var sameGiven = rules.names(one, other);
        var sameGeneration = rules.birthDates(one, other);
        rules.genders(one, other);
        if (sameGiven && sameGeneration) {
            rules.phones(one, other);
            rules.emails(one, other);
            rules.addresses(one, other);
        }
        if (rules.weight >= Likeness.SUSPECT && (one.multipleBirth() || other.multipleBirth())) {
            rules.count(-3, "One of them is known to be a twin: compare with care");
        }
        return new Likeness(rules.weight, rules.reasons);
    }

    private void count(double bits, String reason) {
        weight += bits;
        reasons.add(reason);
    }

    private void identifiers(Collection<Identifier> one, Collection<Identifier> other) {
        if (!Collections.disjoint(one, other)) {
            count(25, "Same identifier");
            return;
        }
        var values = values(one, identifier -> true);
        if (!Collections.disjoint(values, values(other, identifier -> true))) {
            count(8, "Same number, from different places");
        }
        for (var mine : values(one, identifier -> identifier.system().equals(SSN))) {
            for (var theirs : values(other, identifier -> identifier.system().equals(SSN))) {
                if (Spelling.isOneSlip(mine, theirs)) {
                    count(5, "Social security numbers differ by one slip");
                } else if (!mine.equals(theirs)) {
                    count(-8, "Different social security numbers");
                }
            }
        }
    }

    private static Set<String> values(Collection<Identifier> identifiers, Predicate<Identifier> which) {
        return identifiers.stream()
                .filter(which)
                .map(identifier -> Words.compact(identifier.value()))
                .filter(value -> value.length() >= 6)
                .collect(Collectors.toSet());
    }

    /** Whether the given names may be one person's. */
    private boolean names(Demographics one, Demographics other) {
        if (changedPlaces(one, other)) {
            count(8, "Family and given name changed places");
            return true;
        }
        families(one, other);
        suffixes(one, other);
        return givens(one, other);
    }

    private static boolean changedPlaces(Demographics one, Demographics other) {
        var a = one.name();
        var b = other.name();
        return !a.family().isEmpty()
                && !a.given().isEmpty()
                && !Words.of(a.family()).equals(Words.of(a.given()))
                && Words.of(a.family()).equals(Words.of(b.given()))
                && Words.of(a.given()).equals(Words.of(b.family()));
    }

    private void families(Demographics one, Demographics other) {
        var mine = families(one, true);
        var theirs = families(other, true);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return;
        }
        var shared = mine.stream().filter(theirs::contains).findFirst();
        if (shared.isPresent()) {
            var current = families(one, false).contains(shared.get())
                    && families(other, false).contains(shared.get());
            var bits = Stream.of(shared.get().split(" "))
                    .mapToDouble(word -> frequency.bits(word, 4, 7, 11))
                    .max()
                    .orElse(7);
            count(bits, current ? "Same family name" : "Family name agrees with a former one");
        } else if (pair(mine, theirs, DuplicateRules::isAlike)) {
            count(4, "Family names are spelt or sound alike");
        } else if (pair(mine, theirs, DuplicateRules::hasCommonWord)) {
            count(4, "One family name in common");
        } else {
            var mayHaveMarried =
                    one.gender() == AdministrativeGender.FEMALE && other.gender() == AdministrativeGender.FEMALE;
            count(mayHaveMarried ? -5 : -7, "Different family names");
        }
    }

    private static Set<String> families(Demographics person, boolean formerToo) {
        return person.names().stream()
                .filter(name -> formerToo || !(name.use() == Use.MAIDEN || name.use() == Use.OLD))
                .map(name -> String.join(" ", Words.of(name.family())))
                .filter(family -> !family.isEmpty())
                .collect(Collectors.toSet());
    }

    private void suffixes(Demographics one, Demographics other) {
        var mine = Words.compact(one.name().suffix());
        var theirs = Words.compact(other.name().suffix());
        if (!mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs)) {
            count(-4, "Different suffixes");
        }
    }

    private boolean givens(Demographics one, Demographics other) {
        var mine = givens(one, 1);
        var theirs = givens(other, 1);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return true;
        }
        var shared = mine.stream().filter(theirs::contains).findFirst();
        if (shared.isPresent()) {
            count(frequency.bits(shared.get(), 3, 5, 9), "Same given name");
        } else if (pair(mine, theirs, Nicknames::alike)) {
            count(4, "Given names are used for one another");
        } else if (pair(mine, theirs, DuplicateRules::isAlike)) {
            count(3, "Given names are spelt or sound alike");
        } else if (!Collections.disjoint(mine, givens(other, 4)) || !Collections.disjoint(theirs, givens(one, 4))) {
            count(2, "Given name agrees with a middle name");
        } else if (pair(mine, theirs, DuplicateRules::isInitial)) {
            count(1, "Given name agrees with an initial");
        } else {
            count(-12, "Different given names: perhaps relatives");
            return false;
        }
        return true;
    }

    private static Set<String> givens(Demographics person, int first) {
        return person.names().stream()
                .flatMap(name -> Words.of(name.given()).stream().limit(first))
                .collect(Collectors.toSet());
    }

    /** Whether both may be of one generation. */
    private boolean birthDates(Demographics one, Demographics other) {
        var mine = one.birthDate();
        var theirs = other.birthDate();
        if (mine == null || theirs == null) {
            return true;
        }
        if (mine.precision() != Precision.DAY || theirs.precision() != Precision.DAY) {
            var sameYear = mine.date().getYear() == theirs.date().getYear();
            count(sameYear ? 4 : -8, sameYear ? "Same birth year" : "Different birth years");
            return true;
        }
        var a = mine.date();
        var b = theirs.date();
        if (a.equals(b)) {
            count(10, "Same birth date");
        } else if (a.getYear() == b.getYear()
                && a.getMonthValue() == b.getDayOfMonth()
                && a.getDayOfMonth() == b.getMonthValue()) {
            count(6, "Birth dates agree when day and month change places");
        } else if (Spelling.isOneSlip(a.toString(), b.toString())) {
            count(4, "Birth dates differ by one slip");
        } else if (sameDayOfYear(a, b)) {
            count(2, "Same birthday, another year");
        } else if (Math.abs(a.getYear() - b.getYear()) >= GENERATION) {
            count(-12, "A generation apart");
            return false;
        } else {
            count(-9, "Different birth dates");
        }
        return true;
    }

    private static boolean sameDayOfYear(LocalDate a, LocalDate b) {
        return a.getMonthValue() == b.getMonthValue() && a.getDayOfMonth() == b.getDayOfMonth();
    }

    private void genders(Demographics one, Demographics other) {
        if (one.gender() == AdministrativeGender.UNKNOWN || other.gender() == AdministrativeGender.UNKNOWN) {
            return;
        }
        if (one.gender() == other.gender()) {
            weight += 1; // too common to be told as a reason
        } else {
            count(-4, "Different gender");
        }
    }

    private void phones(Demographics one, Demographics other) {
        shared(
                one,
                other,
                person -> person.telecoms().stream()
                        .filter(PatientKeys::isPhone)
                        .map(way -> PatientKeys.national(Words.digits(way.value())))
                        .filter(digits -> digits.length() >= 7),
                5,
                "Same phone");
    }

    private void emails(Demographics one, Demographics other) {
        shared(
                one,
                other,
                person -> person.telecoms().stream()
                        .filter(way -> way.system() == ContactPoint.Medium.EMAIL)
                        .map(way -> Words.fold(way.value())),
                5,
                "Same e-mail");
    }

    private void addresses(Demographics one, Demographics other) {
        shared(
                one,
                other,
                person -> person.addresses().stream().map(PatientKeys::house).filter(house -> !house.isEmpty()),
                4,
                "Same address");
    }

    /** Counts what both have; having different ones counts a little against, for people move and change numbers. */
    private void shared(
            Demographics one,
            Demographics other,
            Function<Demographics, Stream<String>> keys,
            double bits,
            String reason) {
        var mine = keys.apply(one).collect(Collectors.toSet());
        var theirs = keys.apply(other).collect(Collectors.toSet());
        if (!Collections.disjoint(mine, theirs)) {
            count(bits, reason);
        } else if (!mine.isEmpty() && !theirs.isEmpty()) {
            weight -= 1;
        }
    }

    private static boolean pair(Set<String> mine, Set<String> theirs, BiPredicate<String, String> test) {
        return mine.stream().anyMatch(a -> theirs.stream().anyMatch(b -> test.test(a, b)));
    }

    private static boolean isAlike(String a, String b) {
        var similarity = Spelling.similarity(a, b);
        return similarity >= ALIKE
                || (similarity >= 0.75 && Objects.equals(PatientKeys.sound(a), PatientKeys.sound(b)));
    }

    private static boolean hasCommonWord(String a, String b) {
        var words = List.of(a.split(" "));
        return Stream.of(b.split(" ")).anyMatch(word -> word.length() > 2 && words.contains(word));
    }

    private static boolean isInitial(String a, String b) {
        return (a.length() == 1 || b.length() == 1) && a.charAt(0) == b.charAt(0);
    }
}
