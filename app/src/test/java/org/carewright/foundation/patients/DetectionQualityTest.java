package org.carewright.foundation.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How well duplicates are found: a made-up population with common names in their usual shares, families and twins at one
 * address; one in five is registered twice, the second time with the mistakes that are made at a counter. Candidates come
 * from the blocking keys, as from the index, so what blocking misses counts as missed.
 */
class DetectionQualityTest {

    private static final String[] FAMILIES = {
        "Smith",
        "Johnson",
        "Williams",
        "Brown",
        "Jones",
        "Garcia",
        "Miller",
        "Davis",
        "Rodriguez",
        "Martinez",
        "Hernandez",
        "Lopez",
        "Gonzalez",
        "Wilson",
        "Anderson",
        "Thomas",
        "Taylor",
        "Moore",
        "Jackson",
        "Martin",
        "Kowalski",
        "Schwarzenberger",
        "Nguyen",
        "O'Brien",
        "Petrova",
        "Abdelrahman",
        "Lindqvist",
        "Achterberg",
        "Okafor",
        "Villanueva"
    };
    private static final String[] WOMEN = {
        "Mary",
        "Patricia",
        "Jennifer",
        "Linda",
        "Elizabeth",
        "Barbara",
        "Susan",
        "Jessica",
        "Margaret",
        "Katherine",
        "Maria",
        "Rebecca",
        "Deborah",
        "Wilhelmina",
        "Guadalupe",
        "Beatriz"
    };
    private static final String[] MEN = {
        "James",
        "Robert",
        "John",
        "Michael",
        "William",
        "David",
        "Richard",
        "Joseph",
        "Thomas",
        "Christopher",
        "Jose",
        "Francisco",
        "Anthony",
        "Theodore",
        "Ignacio",
        "Bartholomew"
    };
    private static final String[] STREETS = {
        "Main", "Oak", "Elm", "Maple", "Washington", "Lakeview", "Hillcrest", "Cedar"
    };
    private static final int PEOPLE = 3_000;

    private record Pair(int one, int other) {}

    private final Random random = new Random(20261122);

    @Test
    void nearly_all_duplicates_are_found_and_nearly_all_that_is_found_is_one() {
        var records = new ArrayList<Person>();
        var truth = new HashSet<Pair>();
        population(records);
        var originals = records.size();
        for (int i = 0; i < originals; i += 5) {
            truth.add(new Pair(i, records.size()));
            records.add(corrupted(records.get(i)));
        }

        var found = found(records);

        var right = found.stream().filter(truth::contains).count();
        var recall = (double) right / truth.size();
        var precision = (double) right / found.size();
        System.out.printf("duplicates: recall %.3f, precision %.3f of %d found%n", recall, precision, found.size());
        assertThat(recall).isGreaterThan(0.95);
        assertThat(precision).isGreaterThan(0.95);
    }

    private void population(List<Person> records) {
        while (records.size() < PEOPLE) {
            var person = person(pick(FAMILIES));
            records.add(person);
            if (random.nextInt(8) == 0) {
                records.add(relative(person));
            }
            if (random.nextInt(60) == 0) {
                records.add(relative(person).born(person.birthDate())); // a twin
            }
        }
    }

    private Person person(String family) {
        var female = random.nextBoolean();
        return Person.named(family, pick(female ? WOMEN : MEN))
                .of(female ? AdministrativeGender.FEMALE : AdministrativeGender.MALE)
                .born(LocalDate.of(1930, 1, 1).plusDays(random.nextInt(33_000)))
                .phone("419-" + (200 + random.nextInt(700)) + "-" + (1000 + random.nextInt(9000)))
                .livingAt((1 + random.nextInt(900)) + " " + pick(STREETS) + " St");
    }

    /** Another given name, the same household. */
    private Person relative(Person person) {
        var other = person(person.name().family());
        while (Nicknames.alike(fold(other), fold(person)) || fold(other).equals(fold(person))) {
            other = person(person.name().family());
        }
        return other.phone(person.phoneNumber())
                .livingAt(person.address() == null ? "" : person.address().line());
    }

    private static String fold(Person person) {
        return Words.fold(person.name().given());
    }

    /** One to three of the mistakes that people make. */
    private Person corrupted(Person person) {
        var mistakes = new ArrayList<>(IntStream.range(0, 7).boxed().toList());
        Collections.shuffle(mistakes, random);
        for (var mistake : mistakes.subList(0, 1 + random.nextInt(2))) {
            person = switch (mistake) {
                case 0 ->
                    person.renamed(slip(person.name().family()), person.name().given());
                case 1 ->
                    person.renamed(person.name().family(), slip(person.name().given()));
                case 2 ->
                    person.renamed(
                            person.name().family(), nickname(person.name().given()));
                case 3 -> person.born(swapped(person));
                case 4 -> person.livingAt((1 + random.nextInt(900)) + " " + pick(STREETS) + " Ave");
                case 5 -> person.phone(null);
                default ->
                    person.gender() == AdministrativeGender.FEMALE
                            ? person.renamed(pick(FAMILIES), person.name().given()) // married
                            : person.renamed(
                                    person.name().given(), person.name().family()); // in each other's field
            };
        }
        return person;
    }

    private String slip(String word) {
        int at = 1 + random.nextInt(word.length() - 2);
        return random.nextBoolean()
                ? word.substring(0, at) + word.substring(at + 1)
                : word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    }

    private static String nickname(String given) {
        return new TreeSet<>(Nicknames.others(Words.fold(given)))
                .stream().findFirst().orElse(given);
    }

    private static LocalDate swapped(Person person) {
        var born = Objects.requireNonNull(person.birthDate());
        return born.getDayOfMonth() <= 12
                ? LocalDate.of(born.getYear(), born.getDayOfMonth(), born.getMonthValue())
                : born.plusDays(born.getDayOfMonth() < 28 ? 1 : -1);
    }

    private String pick(String[] words) {
        // the first of a list is the commonest, as names are
        return words[(int) (words.length * Math.pow(random.nextDouble(), 1.7))];
    }

    private static Set<Pair> found(List<Person> records) {
        var frequency = frequency(records);
        var byKey = new HashMap<String, List<Integer>>();
        var found = new HashSet<Pair>();
        for (int i = 0; i < records.size(); i++) {
            var person = records.get(i);
            var candidates = new TreeSet<Integer>();
            PatientKeys.blocking(person.demographics(), List.of())
                    .forEach(key -> candidates.addAll(byKey.getOrDefault(key, List.of())));
            for (var other : candidates) {
                var likeness = DuplicateRules.compare(
                        records.get(other).demographics(), List.of(), person.demographics(), List.of(), frequency);
                if (likeness.weight() >= Likeness.SUSPECT) {
                    found.add(new Pair(other, i));
                }
            }
            for (var key : PatientKeys.all(person.demographics(), List.of())) {
                byKey.computeIfAbsent(key, unused -> new ArrayList<>()).add(i);
            }
        }
        return found;
    }

    private static NameFrequency frequency(List<Person> records) {
        Map<String, Double> shares = new HashMap<>();
        for (var person : records) {
            PatientKeys.words(person.demographics())
                    .forEach(word -> shares.merge(word, 1.0 / records.size(), Double::sum));
        }
        shares.values().removeIf(share -> share < 0.002);
        return new NameFrequency(shares);
    }
}
