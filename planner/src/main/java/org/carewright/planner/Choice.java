package org.carewright.planner;

import java.util.List;

/**
 * Where and when a patient may be admitted.
 *
 * @param must whether she has to be
 * @param first day
 * @param last day; before the first = on no day
 * @param rooms positions, in order
 * @param theaters positions, in order
 */
public record Choice(boolean must, int first, int last, List<Integer> rooms, List<Integer> theaters) {

    public Choice {
        rooms = List.copyOf(rooms);
        theaters = List.copyOf(theaters);
    }

    public boolean isNone() {
        return last < first || rooms.isEmpty() || theaters.isEmpty();
    }
}
