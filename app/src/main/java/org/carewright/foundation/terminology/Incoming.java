package org.carewright.foundation.terminology;

import java.util.List;
import org.carewright.platform.types.Coding;
import org.jspecify.annotations.Nullable;

/** What a file brings, read and found whole, before anything of it is written. */
sealed interface Incoming {

    Heading heading();

    /**
     * @param url of the code system or value set
     * @param title for people
     * @param contentHash SHA-256 over all that is brought, as hex: the same again changes nothing
     */
    record Heading(String url, String version, String title, String publisher, String copyright, String contentHash) {

        /** The title as FHIR wants a name: letters, digits and underscores. */
        String name() {
            var name = title.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
            return name.isEmpty() || !Character.isLetter(name.charAt(0)) ? "Codes_" + name : name;
        }
    }

    /** @param valueSet the url of the value set of all its codes */
    record Codes(Heading heading, String valueSet, List<CodeRow> rows) implements Incoming {

        public Codes {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A value set.
     *
     * @param concepts the codes that it names; a display may be empty
     * @param systems the code systems of which it takes all codes
     */
    record Choice(Heading heading, List<Coding> concepts, List<Whole> systems) implements Incoming {

        public Choice {
            concepts = List.copyOf(concepts);
            systems = List.copyOf(systems);
        }
    }

    /** @param version null for the current one */
    record Whole(String system, @Nullable String version) {}
}
