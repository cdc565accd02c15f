package org.carewright.foundation.terminology;

/**
 * What is searched for among codes, and which part of the answer is wanted.
 *
 * @param text code or words, any in any order, each perhaps only its beginning; blank for all
 * @param billable without what is known not to stand on a claim
 * @param active without what is no longer in use
 * @param offset how many of the best to leave out, from 0
 * @param count how many to give at most
 */
public record CodeQuery(String text, boolean billable, boolean active, int offset, int count) {

    private static final int MOST = 1_000_000;

    public CodeQuery {
        offset = Math.clamp(offset, 0, MOST);
        count = Math.clamp(count, 0, MOST);
    }

    public static CodeQuery of(String text, int count) {
        return new CodeQuery(text, false, true, 0, count);
    }
}
