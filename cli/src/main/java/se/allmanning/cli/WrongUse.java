/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** What is wrong with the arguments, all of it at once. */
final class WrongUse {

    private final CommandLine command;
    private final List<String> faults = new ArrayList<>();

    /** The given command's arguments, of which it could not make sense. */
    WrongUse(CommandLine command) {
        this.command = command;
    }

    /** Collects what picocli found, from the root down to the last command. */
    static WrongUse of(List<CommandLine> commands) {
        WrongUse wrong = new WrongUse(commands.get(commands.size() - 1));
        for (CommandLine command : commands) {
            ParseResult parsed = command.getParseResult();
            boolean misplaced = parsed.errors().stream().anyMatch(WrongUse::isOfPositional);
            for (Exception fault : parsed.errors()) {
                // A text of the wrong form is one fault, though it also leaves its place empty.
                boolean echo = misplaced && fault instanceof MissingParameterException;
                if (!echo && !(fault instanceof UnmatchedArgumentException)) {
                    wrong.add(String.valueOf(fault.getMessage()));
                }
            }
            wrong.addUnmatched(parsed.unmatched(), misplaced);
        }
        return wrong;
    }

    private static boolean isOfPositional(Exception fault) {
        return fault instanceof ParameterException e
                && !(fault instanceof MissingParameterException)
                && e.getArgSpec() != null
                && e.getArgSpec().isPositional();
    }

    void add(String fault) {
        String sentence = fault.strip();
        if (!faults.contains(sentence)) {
            faults.add(sentence);
        }
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    private void addUnmatched(List<String> unmatched, boolean misplaced) {
        List<String> words = new ArrayList<>();
        for (String argument : unmatched) {
            if (argument.matches("-\\S+")) {
                String name = argument.split("=", 2)[0];
                add("Unknown option " + name + suggestion(name, optionNames()));
            } else if (argument.startsWith("-") && argument.length() > 1) {
                add("A text that begins with - is taken for an option; write -- before it");
            } else {
                words.add(argument);
            }
        }
        if (words.isEmpty() || misplaced) {
            return;
        }
        if (command.getSubcommands().isEmpty()) {
            add(
                    words.size()
                            + (words.size() == 1 ? " argument" : " arguments")
                            + " too many; put quotation marks around a text of several words");
        } else {
            String name = words.get(0);
            add(
                    "Unknown command "
                            + name
                            + suggestion(name, command.getSubcommands().keySet())
                            + commands());
        }
    }

    /** The commands to choose from, for a message. */
    String commands() {
        return "; commands: " + String.join(", ", command.getSubcommands().keySet());
    }

    private Set<String> optionNames() {
        return command.getCommandSpec().options().stream()
                .flatMap(o -> List.of(o.names()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String suggestion(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3))
                .map(candidate -> " (did you mean " + candidate + "?)")
                .orElse("");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    AllmanningException exception() {
        String list =
                faults.size() == 1
                        ? faults.get(0)
                        : faults.size() + " faults:\n  " + String.join("\n  ", faults);
        return new AllmanningException(
                "ALM-CLI-001",
                Category.USAGE,
                list
                        + (list.endsWith(".") ? "" : ".")
                        + (faults.size() == 1 ? " " : "\n")
                        + "Run \""
                        + command.getCommandSpec().qualifiedName()
                        + " --help\".");
    }
}
