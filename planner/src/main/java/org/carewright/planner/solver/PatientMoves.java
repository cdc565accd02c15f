package org.carewright.planner.solver;

/** Small changes of who is admitted when and where. Each says whether it was done. */
final class PatientMoves {

    private static final int LEAVES_ONCE_IN = 16;
    /** How often the other of a pair is chosen anew who is not of the same gender and so hardly ever fits. */
    private static final int MOST_CHOICES = 4;

    private final Ward ward;
    private final State state;
    private final Dice dice;
    private final Acceptance acceptance;

    PatientMoves(Ward ward, State state, Dice dice, Acceptance acceptance) {
        this.ward = ward;
        this.state = state;
        this.dice = dice;
        this.acceptance = acceptance;
    }

    private int someone() {
        return ward.movable[dice.below(ward.movable.length)];
    }

    /** Another day and room, admission, or leaving out. */
    boolean relocate() {
        var p = someone();
        if (state.day[p] >= 0 && !ward.mandatory[p] && dice.below(LEAVES_ONCE_IN) == 0) {
            var d = state.day[p];
            var r = state.room[p];
            var t = state.theater[p];
            var delta = state.remove(p);
            if (acceptance.accepts(delta)) {
                return true;
            }
            state.insert(p, d, r, t);
            return false;
        }
        var rooms = ward.roomsOf[p];
        var r = rooms[dice.below(rooms.length)];
        var days = ward.last[p] - ward.first[p] + 1;
        var first = ward.first[p] + (days > 64 ? dice.below(days - 63) : 0);
        var allowed = -1L >>> (64 - Math.min(64, days));
        var fitting = state.fittingDays(p, r, first) & allowed;
        return fitting != 0 && place(p, first + dice.bitOf(fitting), r);
    }

    boolean changeRoom() {
        var p = someone();
        if (state.day[p] < 0) {
            return false;
        }
        var rooms = ward.roomsOf[p];
        var d = state.day[p];
        var first = dice.below(rooms.length);
        for (var i = 0; i < rooms.length; i++) {
            var r = rooms[first + i < rooms.length ? first + i : first + i - rooms.length];
            if (r != state.room[p] && state.fits(p, r, d)) {
                return moves(p, d, r, state.theater[p]);
            }
        }
        return false;
    }

    boolean changeTheater() {
        var p = someone();
        var d = state.day[p];
        if (d < 0) {
            return false;
        }
        var theaters = ward.theatersOf[p];
        var old = state.theater[p];
        var t = theaters[dice.below(theaters.length)];
        if (t == old || !state.theaterHasTime(p, d, t)) {
            return false;
        }
        var delta = state.changeTheater(p, t);
        if (acceptance.accepts(delta)) {
            return true;
        }
        state.changeTheater(p, old);
        return false;
    }

    /** Two patients take each other's day, room and theatre; one of them may be left out. */
    boolean exchange() {
        var p = someone();
        var q = someone();
        for (var i = 1; i < MOST_CHOICES && ward.gender[p] != ward.gender[q]; i++) {
            q = someone();
        }
        if (state.day[p] < 0) {
            var x = p;
            p = q;
            q = x;
        }
        var d1 = state.day[p];
        var d2 = state.day[q];
        if (p == q || d1 < 0) {
            return false;
        }
        var r1 = state.room[p];
        var t1 = state.theater[p];
        if (d1 < ward.first[q] || d1 > ward.last[q] || !ward.roomAllowed[q * ward.rooms + r1]) {
            return false;
        }
        if (d2 < 0) {
            if (ward.mandatory[p] && !ward.mandatory[q]) {
                return false;
            }
            if ((ward.surgeon[p] != ward.surgeon[q] && !state.surgeonHasTime(q, d1)) || !state.fitsInsteadOf(q, p)) {
                return false;
            }
            var delta = state.remove(p);
            if (state.surgeonHasTime(q, d1)) {
                var t = state.cheapestTheater(q, d1, dice.below(ward.theatersOf[q].length));
                if (t >= 0 && acceptance.accepts(delta + state.insertionCost(q, d1, r1, t))) {
                    state.insert(q, d1, r1, t);
                    return true;
                }
            }
            state.insert(p, d1, r1, t1);
            return false;
        }
        var r2 = state.room[q];
        var t2 = state.theater[q];
        if (d2 < ward.first[p]
                || d2 > ward.last[p]
                || !ward.roomAllowed[p * ward.rooms + r2]
                || !ward.theaterAllowed[p * ward.theaters + t2]
                || !ward.theaterAllowed[q * ward.theaters + t1]) {
            return false;
        }
        if ((d1 == d2 && r1 == r2)
                || !state.operableInsteadOf(p, q)
                || !state.operableInsteadOf(q, p)
                || !state.fitsInsteadOf(p, q)
                || !state.fitsInsteadOf(q, p)) {
            return false;
        }
        var delta = state.remove(p) + state.remove(q) + state.insert(p, d2, r2, t2);
        // Those who exchange days in one room may be in each other's way.
        if (state.fits(q, r1, d1) && acceptance.accepts(delta + state.insertionCost(q, d1, r1, t1))) {
            state.insert(q, d1, r1, t1);
            return true;
        }
        state.remove(p);
        state.insert(p, d1, r1, t1);
        state.insert(q, d2, r2, t2);
        return false;
    }

    /** Admits a patient on a day to a room, wherever she is now, in the theatre that costs least. */
    private boolean place(int p, int d, int r) {
        var oldDay = state.day[p];
        if (oldDay < 0) {
            if (!state.surgeonHasTime(p, d) || !state.fits(p, r, d)) {
                return false;
            }
            var t = state.cheapestTheater(p, d, dice.below(ward.theatersOf[p].length));
            if (t < 0 || !acceptance.accepts(state.insertionCost(p, d, r, t))) {
                return false;
            }
            state.insert(p, d, r, t);
            return true;
        }
        var oldRoom = state.room[p];
        if ((oldDay == d && oldRoom == r)
                || (oldDay != d && !state.surgeonHasTime(p, d))
                || !state.fitsMoved(p, r, d)) {
            return false;
        }
        var t = state.cheapestTheater(p, d, dice.below(ward.theatersOf[p].length));
        return t >= 0 && moves(p, d, r, t);
    }

    /** Moves an admitted patient if that is acceptable. */
    private boolean moves(int p, int d, int r, int t) {
        var worst = acceptance.most() - state.leavingCost(p);
        var more = (double) state.dayCost(p, d) + state.theaterCostMoved(p, d, t);
        if (more > worst || more + state.stayCostMoved(p, r, d) > worst) {
            return false;
        }
        state.remove(p);
        state.insert(p, d, r, t);
        return true;
    }
}
