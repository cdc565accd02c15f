package org.carewright.foundation.patients;

import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies a related person. */
public record RelatedPersonId(UUID value) implements Id {

    public static RelatedPersonId of(String text) {
        return new RelatedPersonId(Id.parse(text));
    }

    public static RelatedPersonId fresh() {
        return new RelatedPersonId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
