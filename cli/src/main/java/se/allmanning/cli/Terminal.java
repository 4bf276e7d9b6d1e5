/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command writes: always UTF-8, whatever the locale.
 *
 * @param out results
 * @param err progress and errors
 * @param environment the variables
 * @param styled whether {@code out} may carry escape sequences
 * @param watched whether somebody reads {@code out} while it is written
 * @param live whether {@code err} is watched, so that a line may be drawn over
 */
record Terminal(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean styled,
        boolean watched,
        boolean live) {

    /** The columns that text is wrapped to. */
    static final int WIDTH = 80;

    /** The process's own streams. */
    static Terminal system() {
        Map<String, String> environment = System.getenv();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean watched = isTerminal(1);
        String noColour = environment.getOrDefault("NO_COLOR", "");
        return new Terminal(
                utf8(new FileOutputStream(FileDescriptor.out)),
                utf8(new FileOutputStream(FileDescriptor.err)),
                environment,
                !dumb && noColour.isEmpty() && watched,
                watched,
                !dumb && isTerminal(2));
    }

    /** Streams that nobody watches. */
    static Terminal of(OutputStream out, OutputStream err, Map<String, String> environment) {
        return new Terminal(utf8(out), utf8(err), environment, false, false, false);
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /**
     * Java only tells whether all of its streams are a terminal, and differently from version to
     * version. Linux tells of each; elsewhere the POSIX command does, and where that is missing
     * nobody is taken to watch.
     */
    private static boolean isTerminal(int descriptor) {
        try {
            if (Files.exists(Path.of("/proc/self/fd"))) {
                Path link = Path.of("/proc/self/fd/" + descriptor);
                return Files.readSymbolicLink(link).toString().matches("/dev/(pts/|tty|console).*");
            }
            String number = Integer.toString(descriptor);
            return new ProcessBuilder("test", "-t", number).inheritIO().start().waitFor() == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether faults are to be told with all that lies beneath. */
    boolean debug() {
        return !environment.getOrDefault("ALLMANNING_DEBUG", "").matches("|0|false");
    }

    /** The text in bold where that can be shown. */
    String bold(String text) {
        return styled ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** The text in a weaker colour where that can be shown. */
    String faint(String text) {
        return styled ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    @Override
    public String toString() {
        return "Terminal[styled=" + styled + ", watched=" + watched + ", live=" + live + "]";
    }
}
