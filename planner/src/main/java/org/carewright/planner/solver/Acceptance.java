package org.carewright.planner.solver;

/** How much worse a change may be: the rule of Metropolis, the random number drawn first. */
final class Acceptance {

    private final Dice dice;
    private double temperature;

    Acceptance(Dice dice) {
        this.dice = dice;
    }

    void setTemperature(double temperature) {
        this.temperature = temperature;
    }

    boolean accepts(long more) {
        return more <= 0 || more < most();
    }

    /** The most that a change may cost this time. */
    double most() {
        return temperature * dice.patience();
    }
}
