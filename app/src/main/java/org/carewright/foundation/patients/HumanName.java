package org.carewright.foundation.patients;

/**
 * A name of a person (FHIR R4 HumanName). A person with one name has it as family or as given name, the other is empty.
 *
 * @param use what this name is for
 * @param family family names, in any script
 * @param given all given names, separated by spaces
 * @param prefix such as {@code Dr.}; often empty
 * @param suffix such as {@code Jr.}; often empty
 */
public record HumanName(Use use, String family, String given, String prefix, String suffix) {

    /** FHIR R4 NameUse, without {@code temp}. */
    public enum Use {
        USUAL,
        OFFICIAL,
        NICKNAME,
        MAIDEN,
        OLD,
        ANONYMOUS
    }

    public HumanName {
        family = Text.clean(family);
        given = Text.clean(given);
        prefix = Text.clean(prefix);
        suffix = Text.clean(suffix);
    }

    public static HumanName of(String family, String given) {
        return new HumanName(Use.OFFICIAL, family, given, "", "");
    }

    /** As one addresses an envelope: {@code Dr. Ana María López Jr.} */
    public String full() {
        return Text.clean(String.join(" ", prefix, given, family, suffix));
    }

    /** As one files it: {@code López, Ana María}. */
    public String filed() {
        return family.isEmpty() || given.isEmpty() ? family + given : family + ", " + given;
    }

    boolean isEmpty() {
        return family.isEmpty() && given.isEmpty();
    }
}
