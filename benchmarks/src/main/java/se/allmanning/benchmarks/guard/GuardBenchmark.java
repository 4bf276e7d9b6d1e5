/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import se.allmanning.core.model.guard.Finding;
import se.allmanning.core.model.guard.GuardKind;
import se.allmanning.core.model.guard.GuardPolicy;
import se.allmanning.core.model.guard.Masking;
import se.allmanning.core.model.guard.OutputGuard;
import se.allmanning.core.model.guard.PersonalIdentifiers;

/**
 * Prints which share of generated numbers is found when they are put into the sentences of a folder
 * of texts, how many false alarms the texts themselves give per 1,000 passages of 900 characters,
 * and how many megabytes of them pass in a second. Argument: the folder, whose texts must hold no
 * identifiers (statutes do not). With {@code --show}, each alarm is printed with what stands around
 * it.
 */
public final class GuardBenchmark {

    private static final int PASSAGE = 900;
    private static final int NUMBERS = 500;
    private static final int ROUNDS = 7;

    private GuardBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        boolean show = args.length > 1 && args[1].equals("--show");
        alarms(texts, show);
        found(texts);
        speed(texts);
    }

    private static void alarms(List<String> texts, boolean show) {
        int passages = 0;
        Map<GuardKind, Integer> alarms = new EnumMap<>(GuardKind.class);
        for (String text : texts) {
            passages += (text.length() + PASSAGE - 1) / PASSAGE;
            for (Finding finding : PersonalIdentifiers.all().find(text)) {
                alarms.merge(finding.kind(), 1, Integer::sum);
                if (show) {
                    int from = Math.max(0, finding.start() - 40);
                    int to = Math.min(text.length(), finding.end() + 40);
                    System.out.println(
                            finding.kind() + ": " + text.substring(from, to).replace('\n', ' '));
                }
            }
        }
        System.out.printf("texts %d, passages %d%n", texts.size(), passages);
        for (GuardKind kind : GuardKind.identifiers()) {
            int count = alarms.getOrDefault(kind, 0);
            System.out.printf(
                    "false alarms, %s: %d, %.3f per 1,000 passages%n",
                    kind.id(), count, 1000.0 * count / passages);
        }
    }

    private static void found(List<String> texts) {
        NumberForms forms = new NumberForms(1);
        Random random = new Random(2);
        int made = 0;
        int found = 0;
        for (int i = 0; i < NUMBERS; i++) {
            for (String form : NumberForms.of(forms.number(i % 2 == 0 ? 0 : 60))) {
                String text = texts.get(random.nextInt(texts.size()));
                int from = random.nextInt(text.length());
                int at = text.indexOf(' ', from);
                String head = at < 0 ? text : text.substring(Math.max(0, at - 300), at + 1);
                String tail = at < 0 ? "" : text.substring(at, Math.min(text.length(), at + 300));
                GuardKind kind =
                        i % 2 == 0 ? GuardKind.PERSONAL_NUMBER : GuardKind.COORDINATION_NUMBER;
                int end = head.length() + form.length();
                made++;
                // With "20" or the like in front more may be found than was put there.
                if (PersonalIdentifiers.all().find(head + form + tail).stream()
                        .anyMatch(one ->
                                one.kind() == kind
                                        && one.start() <= head.length()
                                        && one.end() >= end)) {
                    found++;
                } else {
                    System.out.println(
                            "not found: "
                                    + head.substring(Math.max(0, head.length() - 12))
                                            .replace('\n', '~')
                                    + "|"
                                    + form.replaceAll("\\p{Nd}", "N").replace('\n', '~')
                                    + "|"
                                    + tail.substring(0, Math.min(12, tail.length()))
                                            .replace('\n', '~'));
                }
            }
        }
        System.out.printf("found: %d of %d (%.4f)%n", found, made, (double) found / made);
    }

    private static void speed(List<String> texts) {
        long bytes = texts.stream().mapToLong(String::length).sum();
        OutputGuard guard =
                OutputGuard.builder()
                        .systemText(
                                texts.get(0).substring(0, Math.min(2000, texts.get(0).length())))
                        .citations(Set.of(1, 2, 3))
                        .build();
        speed("identifiers", bytes, texts, text -> PersonalIdentifiers.all().find(text));
        speed("masking", bytes, texts, text -> Masking.start(GuardPolicy.defaults()).mask(text));
        speed("output guard", bytes, texts, guard::guard);
    }

    private static void speed(
            String what, long characters, List<String> texts, Consumer<String> work) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            texts.forEach(work);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        System.out.printf("%s: %.1f million characters a second%n", what, characters / best / 1e6);
    }
}
