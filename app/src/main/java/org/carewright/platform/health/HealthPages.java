package org.carewright.platform.health;

import java.time.Duration;
import org.carewright.platform.db.Database;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/** Probes, for everybody: they say yes or no, and nothing about why. */
@Component
class HealthPages {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final ApplicationAvailability availability;
    private final Database database;
    private boolean answered;
    private long askedAt = System.nanoTime() - REMEMBERED.toNanos();

    HealthPages(ApplicationAvailability availability, Database database) {
        this.availability = availability;
        this.database = database;
    }

    /** No: restart me. */
    ServerResponse live() {
        return answer(availability.getLivenessState() == LivenessState.CORRECT, "live");
    }

    /** No: send me nothing now. Migrations are done before the first request is answered. */
    ServerResponse ready() {
        return answer(
                availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC && databaseAnswers(), "ready");
    }

    /** Asked once a second at most, however many ask. */
    private synchronized boolean databaseAnswers() {
        if (System.nanoTime() - askedAt >= REMEMBERED.toNanos()) {
            answered = database.answers(PATIENCE);
            askedAt = System.nanoTime();
        }
        return answered;
    }

    private static ServerResponse answer(boolean yes, String word) {
        return ServerResponse.status(yes ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.TEXT_PLAIN)
                .body(yes ? word + "\n" : "not " + word + "\n");
    }
}
