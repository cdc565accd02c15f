package org.carewright.platform.fhir;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Permission;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plug-in: the resources of one type that a module keeps. A type may be kept in several places: practitioners who work
 * here, and those whom the chart mentions.
 *
 * <p>What is loaded here is not authorised here: {@link FhirReading} asks {@code Access} for the permission and the
 * patient, and writes the audit row, for all types alike.
 */
public interface FhirType {

    /** The R4 type. */
    String name();

    /** What reading and searching needs. */
    Permission seeing();

    /** Where the resources are kept, and what can be asked about them. */
    SearchIndex index();

    /** The current versions, in any order; an id that is not here is left out. */
    List<FhirResource> load(Collection<UUID> ids);

    /** All versions, the latest first; empty when there is no such resource. */
    List<FhirResource> history(UUID id);

    /** Whether former versions are kept in the form of FHIR. */
    default boolean keepsVersions() {
        return true;
    }

    /** What a client may bring. */
    interface Writable extends FhirType {

        /**
         * Makes a resource; all that is wrong with it is said at once.
         *
         * @param id that it shall have
         * @param content checked against the structure of R4
         * @throws org.carewright.platform.types.Invalid with paths from the type's name on
         */
        void create(UUID id, ObjectNode content, Actor actor);

        /**
         * Puts content in the place of a version.
         *
         * @param version the one that the client has seen
         * @throws org.carewright.platform.types.Stale if it is not the current one
         * @throws org.carewright.platform.types.Invalid with paths from the type's name on
         */
        void update(UUID id, int version, ObjectNode content, Actor actor);
    }
}
