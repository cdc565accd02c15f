package org.carewright.planner.solver;

import java.util.ArrayList;
import org.carewright.planner.Admission;
import org.carewright.planner.NurseDuty;
import org.carewright.planner.Plan;
import org.jspecify.annotations.Nullable;

/** The best that a state has been: first the fewest patients missing, then the least cost. */
final class Best {

    private final Ward ward;
    private final int[] day;
    private final int[] room;
    private final int[] theater;
    private final int[] nurse;
    private int missing;
    private long cost;

    Best(Ward ward, State state) {
        this.ward = ward;
        day = new int[ward.patients];
        room = new int[ward.guests];
        theater = new int[ward.patients];
        nurse = new int[ward.rooms * ward.shifts];
        keep(state);
    }

    boolean isWorseThan(State state) {
        return state.missing() < missing || (state.missing() == missing && state.cost() < cost);
    }

    void keep(State state) {
        missing = state.missing();
        cost = state.cost();
        System.arraycopy(state.day, 0, day, 0, day.length);
        System.arraycopy(state.room, 0, room, 0, room.length);
        System.arraycopy(state.theater, 0, theater, 0, theater.length);
        System.arraycopy(state.nurse, 0, nurse, 0, nurse.length);
    }

    Search.Found found(long moves) {
        return new Search.Found(plan(), cost, missing, moves);
    }

    private Plan plan() {
        var admissions = new ArrayList<@Nullable Admission>();
        var occupied = new boolean[ward.rooms * ward.days];
        for (var g = 0; g < ward.guests; g++) {
            var from = g < ward.patients ? day[g] : 0;
            if (g < ward.patients) {
                admissions.add(from < 0 ? null : new Admission(from, room[g], theater[g]));
            }
            for (var d = from; d >= 0 && d < Math.min(ward.days, from + ward.lengthOfStay[g]); d++) {
                occupied[room[g] * ward.days + d] = true;
            }
        }
        var duties = new ArrayList<>(ward.situation.inForce().duties().stream()
                .filter(duty -> duty.shift() < ward.firstShift)
                .toList());
        for (var r = 0; r < ward.rooms; r++) {
            for (var s = ward.firstShift; s < ward.shifts; s++) {
                if (occupied[r * ward.days + s / ward.shiftsADay]) {
                    duties.add(new NurseDuty(nurse[r * ward.shifts + s], r, s));
                }
            }
        }
        return new Plan(admissions, duties);
    }
}
