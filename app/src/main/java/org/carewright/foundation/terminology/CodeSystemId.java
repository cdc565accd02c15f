package org.carewright.foundation.terminology;

import java.util.UUID;
import org.carewright.platform.types.Id;

/** Identifies one edition of a code system: its url in one version. */
public record CodeSystemId(UUID value) implements Id {

    static CodeSystemId fresh() {
        return new CodeSystemId(Id.fresh());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
