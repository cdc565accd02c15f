package org.carewright.platform.health;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.StackTracePrinter;

/**
 * An exception in the log: its kind, where it was thrown, and what caused it. Its message is left out, because the
 * database and other libraries quote in theirs what they were given, and that may be a patient's name. Both formats of
 * the log use it; see logback-text.xml and application.properties.
 */
public final class QuietTrace extends ThrowableHandlingConverter implements StackTracePrinter {

    private static final int MOST_FRAMES = 30;
    private static final int MOST_CAUSES = 10;

    @Override
    public String convert(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy ? of(proxy.getThrowable()) : "";
    }

    @Override
    public void printStackTrace(Throwable throwable, Appendable out) throws IOException {
        out.append(of(throwable));
    }

    static String of(Throwable failure) {
        var text = new StringBuilder();
        var causes = 0;
        for (@Nullable Throwable it = failure; it != null && causes < MOST_CAUSES; it = it.getCause()) {
            text.append(causes++ == 0 ? "" : "caused by ").append(it.getClass().getName());
            if (it instanceof SQLException sql) {
                text.append(" [SQLSTATE ").append(sql.getSQLState()).append(']');
            }
            text.append('\n');
            var frames = it.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                text.append("    at ").append(frames[i]).append('\n');
            }
            if (frames.length > MOST_FRAMES) {
                text.append("    … ").append(frames.length - MOST_FRAMES).append(" more\n");
            }
        }
        return text.toString();
    }
}
