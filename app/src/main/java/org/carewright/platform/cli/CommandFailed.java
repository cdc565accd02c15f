package org.carewright.platform.cli;

/** A command could not do what was asked. The message is one sentence for the person who typed it. */
public final class CommandFailed extends RuntimeException {

    public CommandFailed(String sentence) {
        super(sentence);
    }
}
