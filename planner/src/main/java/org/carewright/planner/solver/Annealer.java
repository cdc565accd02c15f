package org.carewright.planner.solver;

import java.util.function.LongToDoubleFunction;

/**
 * Simulated annealing: small changes at random, of which those that cost more are kept the more seldom the more they cost and
 * the longer it has gone on.
 */
final class Annealer {

    private static final double HOT = 100;
    /** Warm enough to repair a plan, and too cold to forget it. */
    private static final double WARM = 1;

    private static final double COLD = 0.3;
    /** Below 1 it is hot for less of the time, and longer in between, where most of the cost is decided. */
    private static final double EASE = 0.7;

    /** The share of the effort that goes into a first plan, so that who stops early has a fair one. */
    private static final double SKETCH = 0.02;

    private static final int MOVES_AT_ONCE = 500;

    private final Ward ward;
    private final State state;
    private final Dice dice;
    private final Acceptance acceptance;
    private final PatientMoves patients;
    private final EjectionMoves ejections;
    private final NurseMoves nurses;
    private final Best best;
    private long moves;

    Annealer(Ward ward, State state, Dice dice) {
        this.ward = ward;
        this.state = state;
        this.dice = dice;
        acceptance = new Acceptance(dice);
        patients = new PatientMoves(ward, state, dice, acceptance);
        ejections = new EjectionMoves(ward, state, dice, acceptance);
        nurses = new NurseMoves(ward, state, dice, acceptance);
        best = new Best(ward, state);
    }

    Best best() {
        return best;
    }

    long moves() {
        return moves;
    }

    /**
     * Cools quickly once, and then slowly for the rest.
     *
     * @param spent says after so many moves how much of the effort is spent, from 0 to 1
     */
    void run(LongToDoubleFunction spent) {
        var from = ward.situation.isUnderWay() ? WARM : HOT;
        for (var progress = 0.0; progress < 1; progress = spent.applyAsDouble(moves)) {
            var cooled = progress < SKETCH ? progress / SKETCH : (progress - SKETCH) / (1 - SKETCH);
            acceptance.setTemperature(from * Math.pow(COLD / from, Math.pow(cooled, EASE)));
            for (var i = 0; i < MOVES_AT_ONCE; i++) {
                if (move() && best.isWorseThan(state)) {
                    best.keep(state);
                }
            }
            moves += MOVES_AT_ONCE;
        }
    }

    /** The shares were found by trial over instances of many kinds. */
    private boolean move() {
        var kind = dice.below(100);
        if (kind < 69 && ward.movable.length == 0) {
            return false;
        } else if (kind < 1) {
            return ejections.eject();
        } else if (kind < 3) {
            return ejections.kick();
        } else if (kind < 5) {
            return ejections.swapRooms();
        } else if (kind < 36) {
            return patients.relocate();
        } else if (kind < 44) {
            return patients.changeTheater();
        } else if (kind < 54) {
            return patients.changeRoom();
        } else if (kind < 69) {
            return patients.exchange();
        } else if (kind < 91) {
            return nurses.changeNurse();
        } else if (kind < 94) {
            return nurses.changeNurseOfStay();
        } else if (kind < 98) {
            return nurses.swapNursesOfStay();
        }
        return nurses.swapNurses();
    }
}
