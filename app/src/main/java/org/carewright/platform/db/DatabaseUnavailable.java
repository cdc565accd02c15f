package org.carewright.platform.db;

/** The database can not be used. The message is one sentence for the person who started the program. */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String sentence) {
        super(sentence);
    }

    DatabaseUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
