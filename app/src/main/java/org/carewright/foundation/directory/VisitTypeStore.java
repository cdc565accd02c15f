package org.carewright.foundation.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carewright.foundation.directory.VisitType.Buffer;
import org.carewright.foundation.directory.VisitType.Buffers;
import org.carewright.foundation.directory.VisitType.Limits;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Coding;
import org.carewright.platform.types.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class VisitTypeStore {

    private static final String COLUMNS = """
            id, name, specialty_system, specialty_code, specialty_display, minutes, buffer_before, buffer_after, room_before,
            room_after, device_before, device_after, alignment, practitioners, skills, room_features,
            coalesce(device_kind, '') as device_kind, capacity, modality, colour, preparation, instructions_en,
            instructions_es, bookable_by, patients_book, horizon_days, overbooking, active, version
            """;

    private final JdbcClient jdbc;

    VisitTypeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<VisitType> all() {
        return jdbc.sql("select " + COLUMNS + " from visit_type order by name")
                .query(VisitTypeStore::visitType)
                .list();
    }

    Optional<VisitType> find(VisitTypeId id) {
        return jdbc.sql("select " + COLUMNS + " from visit_type where id = :id")
                .param("id", id.value())
                .query(VisitTypeStore::visitType)
                .optional();
    }

    boolean nameIsTaken(VisitType type) {
        return jdbc.sql("select exists (select from visit_type where name = :name and id <> :id)")
                .params(params(type).map())
                .query(Boolean.class)
                .single();
    }

    void insert(VisitType type) {
        jdbc.sql("""
                insert into visit_type (id, name, specialty_system, specialty_code, specialty_display, minutes,
                                        buffer_before, buffer_after, room_before, room_after, device_before, device_after,
                                        alignment, practitioners, skills, room_features, device_kind, capacity, modality,
                                        colour, preparation, instructions_en, instructions_es, bookable_by, patients_book,
                                        horizon_days, overbooking, active)
                values (:id, :name, :system, :code, :display, :minutes,
                        :before, :after, :roomBefore, :roomAfter, :deviceBefore, :deviceAfter,
                        :alignment, :practitioners, :skills, :features, nullif(:device, ''), :capacity, :modality,
                        :colour, :preparation, :en, :es, :bookableBy, :patientsBook, :horizonDays, :overbooking, :active)
                """).params(params(type).map()).update();
    }

    boolean update(VisitType type) {
        return jdbc.sql("""
                update visit_type
                set name = :name, specialty_system = :system, specialty_code = :code, specialty_display = :display,
                    minutes = :minutes, buffer_before = :before, buffer_after = :after, room_before = :roomBefore,
                    room_after = :roomAfter, device_before = :deviceBefore, device_after = :deviceAfter,
                    alignment = :alignment, practitioners = :practitioners, skills = :skills, room_features = :features,
                    device_kind = nullif(:device, ''), capacity = :capacity, modality = :modality, colour = :colour,
                    preparation = :preparation, instructions_en = :en, instructions_es = :es, bookable_by = :bookableBy,
                    patients_book = :patientsBook, horizon_days = :horizonDays, overbooking = :overbooking,
                    active = :active, version = version + 1
                where id = :id and version = :version
                """).params(params(type).map()).update() == 1;
    }

    private static Params params(VisitType type) {
        var specialty = type.specialty();
        return Params.of("id", type.id())
                .and("name", type.name())
                .and("system", specialty == null ? null : specialty.system())
                .and("code", specialty == null ? null : specialty.code())
                .and("display", specialty == null ? null : specialty.display())
                .and("minutes", type.minutes())
                .and("before", type.buffers().practitioner().before())
                .and("after", type.buffers().practitioner().after())
                .and("roomBefore", type.buffers().room().before())
                .and("roomAfter", type.buffers().room().after())
                .and("deviceBefore", type.buffers().device().before())
                .and("deviceAfter", type.buffers().device().after())
                .and("alignment", type.alignment())
                .and("practitioners", type.practitioners())
                .texts("skills", type.skills())
                .texts("features", type.roomFeatures())
                .and("device", type.deviceKind())
                .and("capacity", type.capacity())
                .and("modality", type.modality())
                .and("colour", type.colour())
                .and("preparation", type.preparation())
                .and("en", type.instructionsEn())
                .and("es", type.instructionsEs())
                .texts(
                        "bookableBy",
                        type.bookableBy().stream().map(Params::code).toList())
                .and("patientsBook", type.limits().patientsBook())
                .and("horizonDays", type.limits().horizonDays())
                .and("overbooking", type.limits().overbooking())
                .and("active", type.active())
                .and("version", type.version());
    }

    private static VisitType visitType(ResultSet row, int n) throws SQLException {
        var code = row.getString("specialty_code");
        return new VisitType(
                new VisitTypeId(row.getObject("id", UUID.class)),
                row.getString("name"),
                code == null
                        ? null
                        : new Coding(row.getString("specialty_system"), code, row.getString("specialty_display")),
                row.getInt("minutes"),
                new Buffers(buffer(row, "buffer"), buffer(row, "room"), buffer(row, "device")),
                row.getInt("alignment"),
                row.getInt("practitioners"),
                Set.of((String[]) row.getArray("skills").getArray()),
                Set.of((String[]) row.getArray("room_features").getArray()),
                row.getString("device_kind"),
                row.getInt("capacity"),
                Params.constant(VisitType.Modality.class, row.getString("modality")),
                Params.constant(VisitType.Colour.class, row.getString("colour")),
                row.getString("preparation"),
                row.getString("instructions_en"),
                row.getString("instructions_es"),
                Arrays.stream((String[]) row.getArray("bookable_by").getArray())
                        .map(role -> Params.constant(Role.class, role))
                        .collect(Collectors.toSet()),
                new Limits(
                        row.getBoolean("patients_book"),
                        row.getObject("horizon_days", Integer.class),
                        row.getObject("overbooking", Integer.class)),
                row.getBoolean("active"),
                row.getInt("version"));
    }

    private static Buffer buffer(ResultSet row, String whose) throws SQLException {
        return new Buffer(row.getInt(whose + "_before"), row.getInt(whose + "_after"));
    }
}
