/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Everything that a process says to the outside while it is open: standard output, standard error
 * (where SLF4J's simple logger and most loggers of tests write) and {@code java.util.logging} at
 * its most talkative. Not for use by two tests at once.
 */
final class Overheard implements AutoCloseable {

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Handler handler;

    Overheard() {
        PrintStream into = new PrintStream(heard, true, StandardCharsets.UTF_8);
        handler =
                new Handler() {
                    private final SimpleFormatter formatter = new SimpleFormatter();

                    @Override
                    public void publish(LogRecord record) {
                        into.println(formatter.format(record));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.FINEST);
        System.setOut(into);
        System.setErr(into);
    }

    /** All that was said so far. */
    String text() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        root.setLevel(level);
        root.removeHandler(handler);
    }

    /** Whether a text holds a secret, or twelve characters of it in a row, or its Base64. */
    static boolean holds(String text, String secret) {
        for (int at = 0; at + 12 <= secret.length(); at++) {
            if (text.contains(secret.substring(at, at + 12))) {
                return true;
            }
        }
        String encoded =
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        return text.contains(encoded.substring(0, 16));
    }

    /** Messages and texts of a failure, of all its causes and of all that it suppressed. */
    static String everythingIn(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        collect(thrown, all, new IdentityHashMap<>());
        return all.toString();
    }

    private static void collect(
            Throwable thrown, StringBuilder all, IdentityHashMap<Throwable, Boolean> seen) {
        if (seen.put(thrown, true) != null) {
            return;
        }
        all.append(thrown).append('\n').append(thrown.getMessage()).append('\n');
        Throwable cause = thrown.getCause();
        if (cause != null) {
            collect(cause, all, seen);
        }
        for (Throwable one : thrown.getSuppressed()) {
            collect(one, all, seen);
        }
    }
}
