package org.carewright.planner;

/**
 * Something in a file that can not be used.
 *
 * @param path a JSON path: {@code $.patients[3].surgeon_id}
 * @param message what is wrong, and what would be right
 */
public record Fault(String path, String message) {

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
