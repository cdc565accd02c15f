package org.carewright.care.waitlist;

/**
 * What the waitlist has achieved.
 *
 * @param slots times that were offered, each counted once however often
 * @param moved of those accepted, those who had a later visit
 * @param gainedDays how many days sooner they come, in all
 */
record Figures(int offers, int slots, int accepted, int declined, int expired, int live, int gainedDays, int moved) {

    /** Of the times that were offered, those that somebody took; in percent. */
    int fillRate() {
        return slots == 0 ? 0 : Math.round(100f * accepted / slots);
    }
}
