/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out addresses on the web that stand in no source, since one can carry data away. Immutable.
 */
final class WebAddresses {

    /** The greatest length of an address that is compared; a longer one is always taken out. */
    static final int LONGEST = 512;

    private static final String[] SCHEMES = {
        "http:", "https:", "ftp:", "file:", "data:", "javascript:", "vbscript:", "ws:", "wss:"
    };
    private static final String FIRST = "hwfdjvHWFDJV";
    private static final String END = " \n<>\"`{}|^[]";

    private final Set<String> allowed = new HashSet<>();
    private final Set<String> hosts;

    WebAddresses(Iterable<String> texts, Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
        for (String text : texts) {
            Folded folded = Folded.of(text);
            for (int i = 0; i < folded.length(); i++) {
                int end = begins(folded, i) ? end(folded, i) : 0;
                if (end > 0 && end - i <= LONGEST) {
                    allowed.add(normal(folded.text(i, end)));
                    i = end - 1;
                }
            }
        }
    }

    @Nullable Step match(Folded text, int index) {
        if (!begins(text, index)) {
            return null;
        }
        int end = end(text, index);
        if (end - index > LONGEST) {
            return new Step(LONGEST, Notices.of(GuardKind.URL), GuardKind.URL, REST);
        }
        String address = text.text(index, end);
        if (allowed.contains(normal(address))) {
            return Step.keep(end - index);
        }
        // What follows an allowed host is still looked through by the other guards.
        return hosts.contains(host(address))
                ? null
                : Step.replace(end - index, Notices.of(GuardKind.URL), GuardKind.URL);
    }

    private static final Step.Continuation REST = WebAddresses::rest;

    private static @Nullable Step rest(Folded text, int index) {
        return inside(text.at(index)) ? new Step(1, "", null, REST) : null;
    }

    private static boolean begins(Folded text, int index) {
        char c = text.at(index);
        if (c == '/') {
            // Without a scheme, as in a Markdown target.
            char before = text.at(index - 1);
            return text.at(index + 1) == '/'
                    && (before == '('
                            || before == '"'
                            || before == '\''
                            || before == '='
                            || before == '<')
                    && Folded.isWord(text.at(index + 2));
        }
        if (FIRST.indexOf(c) < 0 || Folded.isWord(text.at(index - 1))) {
            return false;
        }
        if (ignoringCase(text, index, "www.")) {
            boolean within = text.at(index - 1) == '/' && text.at(index - 2) == '/';
            return !within && Folded.isWord(text.at(index + 4));
        }
        for (String scheme : SCHEMES) {
            if (ignoringCase(text, index, scheme)) {
                char next = text.at(index + scheme.length());
                boolean opaque = scheme.charAt(0) == 'd' || scheme.contains("script");
                return next == '/' || next == '\\' || (opaque && inside(next));
            }
        }
        return false;
    }

    private static boolean ignoringCase(Folded text, int index, String head) {
        for (int i = 0; i < head.length(); i++) {
            if (Character.toLowerCase(text.at(index + i)) != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean inside(char c) {
        return c != Folded.NONE && END.indexOf(c) < 0;
    }

    /** The end of the address that begins here; one more than it may be long if it is too long. */
    private static int end(Folded text, int index) {
        int at = index;
        int open = 0;
        while (at - index <= LONGEST && inside(text.at(at))) {
            if (text.at(at) == '(') {
                open++;
            } else if (text.at(at) == ')' && --open < 0) {
                break;
            }
            at++;
        }
        if (at - index > LONGEST) {
            return at;
        }
        while (at > index + 1 && ".,;:!?'*_".indexOf(text.at(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    private static String normal(String address) {
        int path = path(address);
        String normal =
                address.substring(0, path).toLowerCase(Locale.ROOT) + address.substring(path);
        return normal.endsWith("/") ? normal.substring(0, normal.length() - 1) : normal;
    }

    private static String host(String address) {
        int from = address.indexOf("//");
        String authority = address.substring(from < 0 ? 0 : from + 2, path(address));
        // Anything but a plain name could be read as another host by someone else.
        return authority.indexOf('@') < 0 && authority.indexOf('\\') < 0
                ? authority.toLowerCase(Locale.ROOT)
                : "";
    }

    private static int path(String address) {
        int from = address.indexOf("//");
        int at = from < 0 ? 0 : from + 2;
        while (at < address.length() && "/?#".indexOf(address.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
