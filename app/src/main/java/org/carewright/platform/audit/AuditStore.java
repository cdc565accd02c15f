package org.carewright.platform.audit;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carewright.platform.db.Params;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Id;
import org.carewright.platform.types.PatientId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void insert(
            Actor actor,
            String act,
            String kind,
            @Nullable UUID subject,
            Collection<PatientId> patients,
            Map<String, String> detail) {
        jdbc.sql("""
                insert into audit_event (id, recorded_at, user_id, user_name, act, kind, subject, patients, route, purpose,
                                         address, detail)
                values (:id, :at, :user, :name, :act, :kind, :subject, :patients, :route, :purpose, :address,
                        cast(:detail as jsonb))
                """)
                .params(Params.of("id", Id.fresh())
                        .and("at", clock.instant())
                        .and("user", actor.user())
                        .and("name", actor.name())
                        .and("act", act)
                        .and("kind", kind)
                        .and("subject", subject)
                        .ids("patients", Set.copyOf(patients))
                        .and("route", actor.origin().route())
                        .and("purpose", actor.origin().purpose())
                        .and("address", actor.origin().address())
                        .and("detail", json.writeValueAsString(detail))
                        .map())
                .update();
    }
}
