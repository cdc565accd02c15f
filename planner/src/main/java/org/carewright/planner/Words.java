package org.carewright.planner;

/** What sentences are made of. */
final class Words {

    private Words() {}

    /** "no beds", "1 bed", "2 beds". */
    static String count(int number, String noun) {
        return switch (number) {
            case 0 -> "no " + noun + "s";
            case 1 -> "1 " + noun;
            default -> number + " " + noun + "s";
        };
    }
}
