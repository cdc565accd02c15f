package org.carewright.planner.solver;

/** Small changes of which nurse covers which room. Each says whether it was done. */
final class NurseMoves {

    private final Ward ward;
    private final State state;
    private final Dice dice;
    private final Acceptance acceptance;

    NurseMoves(Ward ward, State state, Dice dice, Acceptance acceptance) {
        this.ward = ward;
        this.state = state;
        this.dice = dice;
        this.acceptance = acceptance;
    }

    boolean changeNurse() {
        var r = dice.below(ward.rooms);
        var s = dice.below(ward.shifts);
        var d = s / ward.shiftsADay;
        var guests = state.count(r, d);
        if (guests == 0) {
            return false;
        }
        int n;
        if (dice.below(2) == 0) {
            var g = state.guest(r, d, dice.below(guests));
            var from = g < ward.patients ? state.day[g] : 0;
            var until = Math.min(ward.days, from + ward.lengthOfStay[g]);
            var other = from * ward.shiftsADay + dice.below((until - from) * ward.shiftsADay);
            n = state.nurse[r * ward.shifts + other];
            if (ward.maxLoad[n * ward.shifts + s] < 0) {
                return false;
            }
        } else {
            var nurses = ward.nursesIn[s];
            n = nurses[dice.below(nurses.length)];
        }
        if (n == state.nurse[r * ward.shifts + s]) {
            return false;
        }
        var delta = state.nurseCost(r, s, n);
        if (!acceptance.accepts(delta)) {
            return false;
        }
        state.changeNurse(r, s, n, delta);
        return true;
    }

    boolean swapNurses() {
        var s = dice.below(ward.shifts);
        var r1 = dice.below(ward.rooms);
        var r2 = dice.below(ward.rooms);
        var n1 = state.nurse[r1 * ward.shifts + s];
        var n2 = state.nurse[r2 * ward.shifts + s];
        if (n1 == n2) {
            return false;
        }
        var first = state.nurseCost(r1, s, n2);
        state.changeNurse(r1, s, n2, first);
        var second = state.nurseCost(r2, s, n1);
        if (acceptance.accepts(first + second)) {
            state.changeNurse(r2, s, n1, second);
            return true;
        }
        state.changeNurse(r1, s, n1, -first);
        return false;
    }
}
