package org.carewright.foundation.patients;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.PatientId;
import org.carewright.platform.types.Stale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Related persons and their history; they follow their patient through a merge. */
@Repository
class RelatedPersonStore implements PatientMerge {

    /** As the columns have it. */
    private record Row(
            UUID id,
            UUID patientId,
            String name,
            String relationship,
            String phone,
            String email,
            boolean emergency,
            Set<RelatedPerson.Authority> authorities,
            String limits,
            String evidence,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            int version) {

        RelatedPerson person() {
            return new RelatedPerson(
                    new RelatedPersonId(id),
                    new PatientId(patientId),
                    name,
                    relationship,
                    phone,
                    email,
                    emergency,
                    authorities,
                    limits,
                    evidence,
                    validFrom,
                    validUntil,
                    version);
        }
    }

    private final JdbcClient jdbc;

    RelatedPersonStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RelatedPerson> of(PatientId patient) {
        return jdbc.sql("""
                        select to_jsonb(r) from related_person r
                        where patient_id = :patient
                        order by emergency desc, name, id
                        """).param("patient", patient.value()).query(String.class).list().stream()
                .map(json -> PatientJson.read(json, Row.class).person())
                .toList();
    }

    Optional<RelatedPerson> find(RelatedPersonId id) {
        return jdbc.sql("select to_jsonb(r) from related_person r where id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(json -> PatientJson.read(json, Row.class).person());
    }

    /** @return false when it is there already */
    boolean insert(RelatedPerson person, Instant at, Actor actor) {
        var inserted = jdbc.sql("""
                        insert into related_person (id, patient_id, name, relationship, phone, email, emergency, authorities,
                                                    limits, evidence, valid_from, valid_until, version)
                        values (:id, :patient, :name, :relationship, :phone, :email, :emergency, :authorities,
                                :limits, :evidence, :validFrom, :validUntil, 1)
                        on conflict (id) do nothing
                        """).params(columns(person).map()).update() == 1;
        if (inserted) {
            keepHistory(person.id(), "register", at, actor);
        }
        return inserted;
    }

    /** @throws Stale if the person has another version by now */
    void update(RelatedPerson person, Instant at, Actor actor) {
        var updated = jdbc.sql("""
                update related_person
                set name = :name, relationship = :relationship, phone = :phone, email = :email, emergency = :emergency,
                    authorities = :authorities, limits = :limits, evidence = :evidence, valid_from = :validFrom,
                    valid_until = :validUntil, version = version + 1
                where id = :id and patient_id = :patient and version = :version
                """).params(columns(person).map()).update();
        if (updated == 0) {
            throw new Stale("related person");
        }
        keepHistory(person.id(), "update", at, actor);
    }

    /** Takes the person off the record; the history keeps what was there. */
    void delete(RelatedPerson person, Instant at, Actor actor) {
        jdbc.sql("update related_person set version = version + 1 where id = :id")
                .param("id", person.id().value())
                .update();
        keepHistory(person.id(), "remove", at, actor);
        jdbc.sql("delete from related_person where id = :id")
                .param("id", person.id().value())
                .update();
    }

    private void keepHistory(RelatedPersonId id, String act, Instant at, Actor actor) {
        jdbc.sql("""
                insert into patient_history (subject, version, kind, patient_id, act, changed_at, user_id, user_name,
                                             row_after)
                select id, version, 'related-person', patient_id, :act, :at, :user, :name, to_jsonb(r)
                from related_person r
                where id = :id
                """)
                .params(Params.of("id", id)
                        .and("act", act)
                        .and("at", at)
                        .and("user", actor.user())
                        .and("name", actor.name())
                        .map())
                .update();
    }

    private static Params columns(RelatedPerson person) {
        return Params.of("id", person.id())
                .and("patient", person.patient())
                .and("name", person.name())
                .and("relationship", person.relationship())
                .and("phone", person.phone())
                .and("email", person.email())
                .and("emergency", person.emergency())
                .texts(
                        "authorities",
                        person.authorities().stream().map(Params::code).toList())
                .and("limits", person.limits())
                .and("evidence", person.evidence())
                .and("validFrom", person.validFrom())
                .and("validUntil", person.validUntil())
                .and("version", person.version());
    }

    @Override
    public String what() {
        return "related persons";
    }

    @Override
    public long count(PatientId from) {
        return jdbc.sql("select count(*) from related_person where patient_id = :from")
                .param("from", from.value())
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> move(PatientId from, PatientId into) {
        return jdbc.sql("update related_person set patient_id = :into where patient_id = :from returning id::text")
                .params(Map.of("from", from.value(), "into", into.value()))
                .query(String.class)
                .list();
    }

    @Override
    public int restore(List<String> moved, PatientId from, PatientId into) {
        return jdbc.sql("""
                update related_person set patient_id = :from
                where id::text = any(:moved) and patient_id = :into
                """)
                .params(Params.of("from", from)
                        .and("into", into)
                        .texts("moved", moved)
                        .map())
                .update();
    }
}
