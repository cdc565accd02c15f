package org.carewright.planner.solver;

/** Changes that make room for a patient by moving those who stand in her way. Each says whether it was done. */
final class EjectionMoves {

    private static final int ANYWHERE = -1;
    private static final int MOST_GONE = 5;
    /** How many times as soon somebody goes who may be left out as somebody who must be admitted. */
    private static final int SOONER = 8;

    private final Ward ward;
    private final State state;
    private final Dice dice;
    private final Acceptance acceptance;

    private final int[] goneWho = new int[MOST_GONE];
    private final int[] goneDay = new int[MOST_GONE];
    private final int[] goneRoom = new int[MOST_GONE];
    private final int[] goneTheater = new int[MOST_GONE];
    private int gone;

    EjectionMoves(Ward ward, State state, Dice dice, Acceptance acceptance) {
        this.ward = ward;
        this.state = state;
        this.dice = dice;
        this.acceptance = acceptance;
    }

    /**
     * Admits a patient who is left out wherever she would have to be, and looks for the best other place for each who stood in
     * her way.
     */
    boolean eject() {
        return state.out() > 0 && forceSomewhere(someoneOut());
    }

    /** As {@link #eject}, for a patient who is admitted elsewhere. */
    boolean kick() {
        return state.out() < ward.patients && forceSomewhere(someoneAdmitted());
    }

    private boolean forceSomewhere(int p) {
        if (ward.fixed[p]) {
            return false;
        }
        var rooms = ward.roomsOf[p];
        var d = ward.first[p] + dice.below(ward.last[p] - ward.first[p] + 1);
        var r = rooms[dice.below(rooms.length)];
        var isThere = d == state.day[p] && r == state.room[p];
        return !isThere
                && ward.surgeonTime[ward.surgeon[p] * ward.days + d] >= ward.duration[p]
                && state.couldFit(p, r, d)
                && force(p, d, r);
    }

    /** Moves a patient to another room and those who stand in her way there to hers; days and theatres stay. */
    boolean swapRooms() {
        if (state.out() == ward.patients || ward.rooms == 1) {
            return false;
        }
        var p = someoneAdmitted();
        if (ward.fixed[p]) {
            return false;
        }
        var rooms = ward.roomsOf[p];
        var from = state.room[p];
        var to = rooms[dice.below(rooms.length)];
        var d = state.day[p];
        if (to == from || state.fits(p, to, d) || !state.couldFit(p, to, d)) {
            return false;
        }
        var before = state.cost();
        gone = 0;
        evict(p);
        if (clearRoom(p, to, d, from)) {
            state.insert(p, d, to, goneTheater[0]);
            var i = 1;
            while (i < gone && state.fits(goneWho[i], from, goneDay[i])) {
                state.insert(goneWho[i], goneDay[i], from, goneTheater[i]);
                i++;
            }
            if (i == gone && acceptance.accepts(state.cost() - before)) {
                return true;
            }
            state.remove(p);
        }
        takeBack();
        return false;
    }

    /** Somebody who is left out; who must be admitted comes first. */
    private int someoneOut() {
        var i = dice.below(state.out());
        while (state.missing() > 0 && !ward.mandatory[state.patient(i)]) {
            i = i + 1 < state.out() ? i + 1 : 0;
        }
        return state.patient(i);
    }

    private int someoneAdmitted() {
        return state.patient(state.out() + dice.below(ward.patients - state.out()));
    }

    /** Admits a patient to a room on a day, and those who stood in her way wherever that costs least. */
    private boolean force(int p, int d, int r) {
        var most = state.cost() + acceptance.most();
        gone = 0;
        var admitted = state.day[p] >= 0;
        if (admitted) {
            evict(p);
        }
        if (clearRoom(p, r, d, ANYWHERE) && clearSurgeon(p, d)) {
            var t = clearTheater(p, d);
            if (t >= 0) {
                state.insert(p, d, r, t);
                var first = admitted ? 1 : 0;
                var saved = 0L;
                for (var i = first; i < gone; i++) {
                    saved += ward.leftOut[goneWho[i]];
                }
                for (var i = first; i < gone && state.cost() - saved <= most; i++) {
                    saved -= ward.leftOut[goneWho[i]];
                    placeBest(goneWho[i], most - state.cost() + saved);
                }
                if (state.cost() <= most) {
                    return true;
                }
            }
        }
        if (state.day[p] >= 0) {
            state.remove(p);
        }
        takeBack();
        return false;
    }

    /** Puts everybody back where they were. */
    private void takeBack() {
        for (var i = 0; i < gone; i++) {
            if (state.day[goneWho[i]] >= 0) {
                state.remove(goneWho[i]);
            }
        }
        for (var i = 0; i < gone; i++) {
            state.insert(goneWho[i], goneDay[i], goneRoom[i], goneTheater[i]);
        }
    }

    /** Sends a patient away and remembers where she was. */
    private boolean evict(int p) {
        if (gone == MOST_GONE || ward.fixed[p]) {
            return false;
        }
        goneWho[gone] = p;
        goneDay[gone] = state.day[p];
        goneRoom[gone] = state.room[p];
        goneTheater[gone] = state.theater[p];
        gone++;
        state.remove(p);
        return true;
    }

    /**
     * Sends away who is of the other gender, and where there is no bed, somebody: rather who may be left out.
     *
     * @param into those who go must be allowed in this room; or {@link #ANYWHERE}
     */
    private boolean clearRoom(int p, int r, int d, int into) {
        var until = Math.min(ward.days, d + ward.lengthOfStay[p]);
        for (var d0 = d; d0 < until; d0++) {
            for (var i = state.count(r, d0) - 1; i >= 0; i--) {
                var g = state.guest(r, d0, i);
                if (ward.gender[g] != ward.gender[p] && !leaves(g, into)) {
                    return false;
                }
            }
            while (state.count(r, d0) >= ward.capacity[r * ward.days + d0]) {
                var g = someoneIn(r, d0);
                for (var i = 0; i < 2 && (g >= ward.patients || ward.mandatory[g]); i++) {
                    g = someoneIn(r, d0);
                }
                if (!leaves(g, into)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean leaves(int g, int into) {
        return g < ward.patients && (into == ANYWHERE || ward.roomAllowed[g * ward.rooms + into]) && evict(g);
    }

    private int someoneIn(int r, int d) {
        return state.guest(r, d, dice.below(state.count(r, d)));
    }

    private boolean clearSurgeon(int p, int d) {
        while (!state.surgeonHasTime(p, d)) {
            if (!evictFrom(d, ward.surgeon[p], -1)) {
                return false;
            }
        }
        return true;
    }

    /** @return a theatre that has the time now, or -1 */
    private int clearTheater(int p, int d) {
        var cheapest = state.cheapestTheater(p, d, dice.below(ward.theatersOf[p].length));
        if (cheapest >= 0) {
            return cheapest;
        }
        var theaters = ward.theatersOf[p];
        var t = theaters[dice.below(theaters.length)];
        if (ward.theaterTime[t * ward.days + d] < ward.duration[p]) {
            return -1;
        }
        while (!state.theaterHasTime(p, d, t)) {
            if (!evictFrom(d, -1, t)) {
                return -1;
            }
        }
        return t;
    }

    /** Sends somebody away whose surgery is on that day, by this surgeon or in this theatre. */
    private boolean evictFrom(int d, int surgeon, int theater) {
        var chosen = -1;
        var chances = 0;
        for (var i = state.out(); i < ward.patients; i++) {
            var q = state.patient(i);
            if (state.day[q] == d && (ward.surgeon[q] == surgeon || state.theater[q] == theater)) {
                var chance = ward.mandatory[q] ? 1 : SOONER;
                chances += chance;
                if (dice.below(chances) < chance) {
                    chosen = q;
                }
            }
        }
        return chosen >= 0 && evict(chosen);
    }

    /**
     * Admits a patient who is left out where that costs least, if anywhere.
     *
     * @param most not worth it from here on
     */
    private void placeBest(int p, double most) {
        var least = Math.min(0, (long) most + 1);
        var bestDay = -1;
        var bestRoom = -1;
        var bestTheater = -1;
        for (var d = ward.first[p]; d <= ward.last[p]; d++) {
            if (!state.surgeonHasTime(p, d)) {
                continue;
            }
            var t = state.cheapestTheater(p, d, dice.below(ward.theatersOf[p].length));
            if (t < 0) {
                continue;
            }
            var fixed = state.dayCost(p, d) - ward.leftOut[p] + state.theaterCost(p, d, t);
            if (fixed >= least) {
                continue;
            }
            for (var r : ward.roomsOf[p]) {
                if (state.fits(p, r, d)) {
                    var more = fixed + state.stayCost(p, r, d);
                    if (more < least) {
                        least = more;
                        bestDay = d;
                        bestRoom = r;
                        bestTheater = t;
                    }
                }
            }
        }
        if (bestDay >= 0) {
            state.insert(p, bestDay, bestRoom, bestTheater);
        }
    }
}
