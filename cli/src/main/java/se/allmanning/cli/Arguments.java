/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The arguments as they were typed. In a locale without UTF-8, such as that of a scheduled job,
 * Java turns every å, ä and ö into U+FFFD before a program sees it; Linux still has the bytes.
 */
final class Arguments {

    private static final char LOST = '\uFFFD';

    private Arguments() {}

    /** Whether file names and arguments are read as UTF-8. */
    static boolean utf8() {
        return "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    }

    /** The arguments, restored where Java lost letters of them. */
    static List<String> restored(String[] arguments) {
        List<String> given = List.of(arguments);
        if (utf8() || given.stream().noneMatch(a -> a.indexOf(LOST) >= 0)) {
            return given;
        }
        try {
            byte[] typed = Files.readAllBytes(Path.of("/proc/self/cmdline"));
            List<String> all = List.of(new String(typed, StandardCharsets.UTF_8).split("\0", -1));
            int end = all.size() - 1;
            return end < given.size() ? given : all.subList(end - given.size(), end);
        } catch (IOException e) {
            return given;
        }
    }
}
