package org.carewright.planner.solver;

/** Small changes of which nurse covers which room. Each says whether it was done. */
final class NurseMoves {

    private static final int NONE = -1;

    private final Ward ward;
    private final State state;
    private final Dice dice;
    private final Acceptance acceptance;
    /** The shifts that the move under way has changed. */
    private final int[] changed;

    NurseMoves(Ward ward, State state, Dice dice, Acceptance acceptance) {
        this.ward = ward;
        this.state = state;
        this.dice = dice;
        this.acceptance = acceptance;
        changed = new int[ward.shifts];
    }

    /** Another nurse covers a room in one shift. */
    boolean changeNurse() {
        var r = dice.below(ward.rooms);
        var s = someShift();
        var g = someGuest(r, s);
        if (g == NONE) {
            return false;
        }
        var n = someNurse(r, s, g, 2);
        if (n == NONE || n == nurse(r, s)) {
            return false;
        }
        var delta = state.nurseCost(r, s, n);
        if (!acceptance.accepts(delta)) {
            return false;
        }
        state.changeNurse(r, s, n, delta);
        return true;
    }

    /** Two nurses exchange rooms in one shift. */
    boolean swapNurses() {
        var s = someShift();
        var r1 = dice.below(ward.rooms);
        var r2 = dice.below(ward.rooms);
        var n1 = nurse(r1, s);
        var n2 = nurse(r2, s);
        if (n1 == n2) {
            return false;
        }
        var first = change(r1, s, n2);
        var second = state.nurseCost(r2, s, n1);
        if (acceptance.accepts(first + second)) {
            state.changeNurse(r2, s, n1, second);
            return true;
        }
        state.changeNurse(r1, s, n1, -first);
        return false;
    }

    /** Another nurse takes over all that one does for a guest, as far as she is at work. */
    boolean changeNurseOfStay() {
        var r = dice.below(ward.rooms);
        var s = someShift();
        var g = someGuest(r, s);
        if (g == NONE) {
            return false;
        }
        var from = nurse(r, s);
        var to = someNurse(r, s, g, 4);
        if (to == NONE || to == from) {
            return false;
        }
        var delta = 0L;
        var count = 0;
        for (var x = begin(g); x < end(g); x++) {
            if (nurse(r, x) == from && ward.maxLoad[to * ward.shifts + x] >= 0) {
                delta += change(r, x, to);
                changed[count++] = x;
            }
        }
        if (acceptance.accepts(delta)) {
            return true;
        }
        while (--count >= 0) {
            change(r, changed[count], from);
        }
        return false;
    }

    /** Two nurses exchange rooms in all shifts of a guest's stay in which they cover the two. */
    boolean swapNursesOfStay() {
        var r1 = dice.below(ward.rooms);
        var r2 = dice.below(ward.rooms);
        var s = someShift();
        var g = someGuest(r1, s);
        var n1 = nurse(r1, s);
        var n2 = nurse(r2, s);
        if (g == NONE || n1 == n2) {
            return false;
        }
        var delta = 0L;
        var count = 0;
        for (var x = begin(g); x < end(g); x++) {
            if (nurse(r1, x) == n1 && nurse(r2, x) == n2) {
                delta += change(r1, x, n2) + change(r2, x, n1);
                changed[count++] = x;
            }
        }
        if (acceptance.accepts(delta)) {
            return true;
        }
        while (--count >= 0) {
            change(r1, changed[count], n1);
            change(r2, changed[count], n2);
        }
        return false;
    }

    private int someShift() {
        return ward.firstShift + dice.below(ward.shifts - ward.firstShift);
    }

    /** Somebody who is in the room then. */
    private int someGuest(int r, int s) {
        var d = s / ward.shiftsADay;
        var guests = state.count(r, d);
        return guests == 0 ? NONE : state.guest(r, d, dice.below(guests));
    }

    /** Somebody at work then: once in so many times anybody, else one who cares for the guest already. */
    private int someNurse(int r, int s, int g, int anybodyOnceIn) {
        if (dice.below(anybodyOnceIn) == 0) {
            var nurses = ward.nursesIn[s];
            return nurses[dice.below(nurses.length)];
        }
        var n = nurse(r, begin(g) + dice.below(end(g) - begin(g)));
        return ward.maxLoad[n * ward.shifts + s] >= 0 ? n : NONE;
    }

    private int nurse(int r, int s) {
        return state.nurse[r * ward.shifts + s];
    }

    /** The first shift of a guest that can still be planned. */
    private int begin(int g) {
        return Math.max(ward.firstShift, state.arrival(g) * ward.shiftsADay);
    }

    private int end(int g) {
        return Math.min(ward.shifts, (state.arrival(g) + ward.lengthOfStay[g]) * ward.shiftsADay);
    }

    private long change(int r, int s, int to) {
        var more = state.nurseCost(r, s, to);
        state.changeNurse(r, s, to, more);
        return more;
    }
}
