package org.carewright.foundation.terminology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Finds the codes of one list by code and words. It never changes, and holds no words to show, only codes.
 *
 * <p>Concepts are numbered here by how few words they have, then by their place in the list, so that walking through a
 * set of them from the lowest number is the order in which they are shown, and no answer needs sorting. A word has the
 * list of the concepts in whose display it stands. So one letter, or a word that half of all concepts have, costs no more
 * than any other (docs/decisions/0011).
 */
final class CodeIndex {

    /** How well a concept fits, best first. */
    enum Fit {
        EXACT_CODE,
        CODE_PREFIX,
        WHOLE_WORDS,
        WORD_PREFIXES
    }

    /**
     * A concept found.
     *
     * @param within the order among those that fit equally well, smaller first
     * @param ordinal the concept's place in its list
     */
    record Hit(Fit fit, int within, int ordinal, String code) {}

    /**
     * @param total how many fit
     * @param corrected the words searched for instead, or empty when they were found as written
     */
    record Hits(int total, List<Hit> first, String corrected) {}

    private static final int MOST_WORDS = 12;
    private static final int MOST_CORRECTIONS = 3;

    private final int[] ordinals;
    private final String[] codes;
    private final int[] lengths;
    private final int[] byOrdinal;
    private final String[] keys;
    private final int[] keyed;
    private final String[] words;
    private final int[][] withWord;
    private final BitSet headings;
    private final BitSet inactive;

    private CodeIndex(List<Entry> entries) {
        var count = entries.size();
        ordinals = new int[count];
        codes = new String[count];
        lengths = new int[count];
        headings = new BitSet(count);
        inactive = new BitSet(count);
        var found = new HashMap<String, Postings>();
        for (int i = 0; i < count; i++) {
            var entry = entries.get(i);
            ordinals[i] = entry.ordinal();
            codes[i] = entry.code();
            lengths[i] = entry.words().size();
            headings.set(i, entry.heading());
            inactive.set(i, entry.inactive());
            for (var word : entry.words())
                found.computeIfAbsent(word, each -> new Postings()).add(i);
        }
        words = found.keySet().stream().sorted().toArray(String[]::new);
        withWord = Arrays.stream(words)
                .map(word -> Objects.requireNonNull(found.get(word)).toArray())
                .toArray(int[][]::new);
        var order = sorted(count, Comparator.comparing(i -> entries.get(i).key()));
        keys = Arrays.stream(order).mapToObj(i -> entries.get(i).key()).toArray(String[]::new);
        keyed = order;
        byOrdinal = sorted(count, Comparator.comparing(i -> ordinals[i]));
    }

    private static int[] sorted(int count, Comparator<Integer> by) {
        var order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, by);
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private record Entry(int ordinal, String code, String key, List<String> words, boolean heading, boolean inactive) {}

    /** The concepts with a word, in order, each once. */
    private static final class Postings {

        private int[] numbers = new int[4];
        private int count;

        void add(int number) {
            if (count > 0 && numbers[count - 1] == number) return;
            if (count == numbers.length) numbers = Arrays.copyOf(numbers, count * 2);
            numbers[count++] = number;
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, count);
        }
    }

    /** Takes in the concepts of a list one by one. */
    static final class Builder {

        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, String> oneOfEach = new HashMap<>();

        /** @param heading whether it is known that this may not stand on a claim */
        void add(int ordinal, String code, String display, boolean heading, boolean inactive) {
            var words = Words.of(display).stream()
                    .map(word -> oneOfEach.computeIfAbsent(word, each -> each))
                    .toList();
            entries.add(new Entry(ordinal, code, Words.key(code), words, heading, inactive));
        }

        CodeIndex build() {
            entries.sort(Comparator.comparingInt((Entry entry) -> entry.words().size())
                    .thenComparingInt(Entry::ordinal));
            return new CodeIndex(entries);
        }
    }

    /**
     * @param text code or words, any in any order, each perhaps only its beginning; blank for all concepts
     * @param billable without what is known not to stand on a claim
     * @param most how many to give, from the best; the total counts them all
     */
    Hits find(String text, boolean billable, boolean active, int most) {
        var asked = Arrays.stream(text.strip().split("\\s+"))
                .map(Term::of)
                .filter(term -> !term.words().isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        var allowed = allowed(billable, active);
        if (asked.isEmpty()) return text.isBlank() ? all(allowed, most) : new Hits(0, List.of(), "");
        var hits = find(asked, Words.key(text), allowed, most);
        if (hits.total() > 0) return hits;
        var corrected = corrected(asked);
        if (corrected.equals(asked)) return hits;
        var others = find(corrected, "", allowed, most);
        return new Hits(others.total(), others.first(), others.total() == 0 ? "" : Term.text(corrected));
    }

    /**
     * What stands between two blanks: "x-ray" is two words, "e11.9" may be a code.
     *
     * @param key as a code is compared
     */
    private record Term(String key, List<String> words) {

        static Term of(String text) {
            return new Term(Words.key(text), Words.of(text));
        }

        static String text(List<Term> terms) {
            return terms.stream().map(term -> String.join(" ", term.words())).collect(Collectors.joining(" "));
        }
    }

    private BitSet allowed(boolean billable, boolean active) {
        var allowed = new BitSet(ordinals.length);
        allowed.set(0, ordinals.length);
        if (billable) allowed.andNot(headings);
        if (active) allowed.andNot(inactive);
        return allowed;
    }

    private Hits all(BitSet allowed, int most) {
        var first = Arrays.stream(byOrdinal)
                .filter(allowed::get)
                .limit(most)
                .mapToObj(number -> hit(Fit.EXACT_CODE, 0, number))
                .toList();
        return new Hits(allowed.cardinality(), first, "");
    }

    private Hit hit(Fit fit, int within, int number) {
        return new Hit(fit, within, ordinals[number], codes[number]);
    }

    private Hits find(List<Term> asked, String key, BitSet allowed, int most) {
        var first = new ArrayList<Hit>();
        var taken = new BitSet(ordinals.length);
        var total = addCodes(key, allowed, taken, first, most);

        var whole = (BitSet) allowed.clone();
        var begun = (BitSet) allowed.clone();
        for (var term : asked) {
            term.words().forEach(word -> whole.and(with(word)));
            begun.and(beginning(term));
        }
        whole.andNot(taken);
        begun.andNot(taken);
        begun.andNot(whole);
        addWords(Fit.WHOLE_WORDS, whole, first, most);
        addWords(Fit.WORD_PREFIXES, begun, first, most);
        return new Hits(total + whole.cardinality() + begun.cardinality(), first, "");
    }

    /** Those whose code begins with the whole of what was asked, in the order of their codes. */
    private int addCodes(String key, BitSet allowed, BitSet taken, List<Hit> first, int most) {
        if (key.isEmpty()) return 0;
        var total = 0;
        for (int at = from(keys, key); at < keys.length && keys[at].startsWith(key); at++) {
            var number = keyed[at];
            if (!allowed.get(number)) continue;
            taken.set(number);
            total++;
            var fit = keys[at].equals(key) ? Fit.EXACT_CODE : Fit.CODE_PREFIX;
            if (first.size() < most) first.add(hit(fit, total, number));
        }
        return total;
    }

    private void addWords(Fit fit, BitSet numbers, List<Hit> first, int most) {
        for (int number = numbers.nextSetBit(0); number >= 0 && first.size() < most; ) {
            first.add(hit(fit, lengths[number], number));
            number = numbers.nextSetBit(number + 1);
        }
    }

    private BitSet with(String word) {
        var numbers = new BitSet(ordinals.length);
        var at = Arrays.binarySearch(words, word);
        if (at >= 0) for (int number : withWord[at]) numbers.set(number);
        return numbers;
    }

    /** With words that begin so, or with a code that does: "e11 foot" asks for both. */
    private BitSet beginning(Term term) {
        var numbers = beginning(term.words().getFirst());
        term.words().stream().skip(1).forEach(word -> numbers.and(beginning(word)));
        for (int at = from(keys, term.key()); at < keys.length && keys[at].startsWith(term.key()); at++) {
            numbers.set(keyed[at]);
        }
        return numbers;
    }

    private BitSet beginning(String prefix) {
        var numbers = new BitSet(ordinals.length);
        for (int at = from(words, prefix); at < words.length && words[at].startsWith(prefix); at++) {
            for (int number : withWord[at]) numbers.set(number);
        }
        return numbers;
    }

    private static int from(String[] sorted, String prefix) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (sorted[middle].compareTo(prefix) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** Words that nothing begins with, replaced by the most alike that there is. */
    private List<Term> corrected(List<Term> asked) {
        var corrections = 0;
        var result = new ArrayList<Term>();
        for (var term : asked) {
            if (corrections < MOST_CORRECTIONS && beginning(term).isEmpty()) {
                corrections++;
                result.add(Term.of(term.words().stream().map(this::nearest).collect(Collectors.joining(" "))));
            } else {
                result.add(term);
            }
        }
        return result;
    }

    private String nearest(String word) {
        return beginning(word).isEmpty() ? Spelling.nearest(word, words, at -> withWord[at].length) : word;
    }

    /** The codes that are this one when dots and case are not looked at. */
    List<String> alike(String code) {
        var key = Words.key(code);
        var found = new ArrayList<String>();
        for (int at = from(keys, key); at < keys.length && keys[at].equals(key); at++) found.add(codes[keyed[at]]);
        return found;
    }
}
