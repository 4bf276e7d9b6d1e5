/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;

/**
 * Puts placeholders such as {@code [PERSONNUMMER-1]} in the stead of identifiers, for one call to a
 * model with all its messages, and gives the values back in the answer. The same value always has
 * the same placeholder. Text of the caller that looks like a placeholder keeps its meaning: its
 * number is never given to a value, or if it already was, the text itself is masked.
 *
 * <p>A session holds the values in memory; let go of it when the call is over. Thread-safe.
 */
public final class Masking {

    private final GuardPolicy policy;
    private final Sweep sweep;
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();
    private final Map<GuardKind, Integer> numbers = new EnumMap<>(GuardKind.class);
    private final Map<GuardKind, Integer> counts = new EnumMap<>(GuardKind.class);

    private Masking(GuardPolicy policy) {
        this.policy = policy;
        sweep = new Sweep(policy.watched());
    }

    /** A session for one call. */
    public static Masking start(GuardPolicy policy) {
        return new Masking(policy);
    }

    /**
     * Masks one text; as {@link #maskAll} of it alone.
     *
     * @throws AllmanningException {@code ALM-GRD-001} if it holds what the policy denies
     */
    public String mask(String text) {
        return maskAll(List.of(text)).get(0);
    }

    /**
     * Masks texts that go to the model together. Nothing of a call that is denied is remembered.
     *
     * @return the masked texts, in the same order
     * @throws AllmanningException {@code ALM-GRD-001} if one holds what the policy denies
     */
    public synchronized List<String> maskAll(List<String> texts) {
        List<Survey> surveys = new ArrayList<>();
        Map<GuardKind, Integer> denied = new EnumMap<>(GuardKind.class);
        Set<String> lookalikes = new HashSet<>();
        for (String text : texts) {
            surveys.add(survey(Folded.of(text), denied, lookalikes));
        }
        if (!denied.isEmpty()) {
            throw denial(new GuardReport(denied));
        }
        for (String lookalike : lookalikes) {
            if (!values.containsKey(lookalike)) {
                reserved.add(lookalike);
            }
        }
        List<String> masked = new ArrayList<>();
        for (Survey survey : surveys) {
            masked.add(mask(survey));
        }
        return masked;
    }

    /** Gives the values back in a whole text, those of every kind. */
    public Restored restore(String text) {
        Restorer restorer = restorer();
        String restored = restorer.accept(text) + restorer.finish();
        return new Restored(restored, restorer.report());
    }

    /** Gives the values back in an answer that comes in pieces, those of every kind. */
    public Restorer restorer() {
        Set<GuardKind> kinds = new HashSet<>(GuardKind.identifiers());
        return restorer(kinds);
    }

    /**
     * Gives back the values of some kinds only, and leaves the placeholders of the others.
     *
     * @param kinds of {@link GuardKind#identifiers()}
     */
    public synchronized Restorer restorer(Set<GuardKind> kinds) {
        return new Restorer(values, reserved, kinds);
    }

    /** How many identifiers were masked, counting each time one stands in a text. */
    public synchronized GuardReport report() {
        return new GuardReport(counts);
    }

    @Override
    public synchronized String toString() {
        return "Masking[" + report() + "]";
    }

    private Survey survey(Folded text, Map<GuardKind, Integer> denied, Set<String> lookalikes) {
        Survey survey = new Survey(text, new ArrayList<>());
        for (int i = 0; i < text.length(); ) {
            Placeholder placeholder = Placeholder.at(text, i);
            Hit hit = placeholder == null ? sweep.match(text, i) : null;
            if (placeholder != null) {
                String canonical = Placeholder.text(placeholder.kind(), placeholder.number());
                lookalikes.add(canonical);
                hit = new Hit(GuardKind.PLACEHOLDER_TEXT, placeholder.length());
                survey.spots().add(new Spot(i, hit, canonical));
            } else if (hit != null) {
                survey.spots().add(new Spot(i, hit, null));
                if (policy.action(hit.kind()) == GuardPolicy.Action.DENY) {
                    denied.merge(hit.kind(), 1, Integer::sum);
                }
            }
            i += hit == null ? 1 : hit.length();
        }
        return survey;
    }

    private AllmanningException denial(GuardReport denied) {
        return new AllmanningException(
                "ALM-GRD-001",
                AllmanningException.Category.DENIED,
                "The text for the model holds what the guard policy denies: "
                        + denied
                        + ". Remove it from the text, or let the policy mask it.");
    }

    private String mask(Survey survey) {
        Folded text = survey.text();
        StringBuilder out = new StringBuilder();
        for (Spot spot : survey.spots()) {
            Hit hit = spot.hit();
            if (spot.lookalike() == null) {
                put(text, spot.index(), hit, Sweep.key(text, spot.index(), hit), out);
            } else if (values.containsKey(spot.lookalike())) {
                // The way of writing is the value, so that exactly it comes back.
                int end = text.rawEnd(spot.index() + hit.length() - 1);
                CharSequence written = text.raw(text.rawStart(spot.index()), end);
                put(text, spot.index(), hit, hit.kind().id() + ":" + written, out);
            }
        }
        text.take(text.rawLength(), out);
        return out.toString();
    }

    private void put(Folded text, int index, Hit hit, String key, StringBuilder out) {
        int start = text.rawStart(index);
        int end = text.rawEnd(index + hit.length() - 1);
        text.take(start, out);
        text.skip(end);
        @Nullable String placeholder = placeholders.get(key);
        if (placeholder == null) {
            do {
                int number = numbers.merge(hit.kind(), 1, Integer::sum);
                placeholder = Placeholder.text(hit.kind(), number);
            } while (reserved.contains(placeholder));
            placeholders.put(key, placeholder);
            values.put(placeholder, text.raw(start, end).toString());
        }
        out.append(placeholder);
        counts.merge(hit.kind(), 1, Integer::sum);
    }

    /** A text, and what stands in it that is not to go to the model as it is. */
    private record Survey(Folded text, List<Spot> spots) {}

    /** Where an identifier or, with the canonical form, something like a placeholder stands. */
    private record Spot(int index, Hit hit, @Nullable String lookalike) {}

    /**
     * An answer with the values back in place.
     *
     * @param text the answer
     * @param report the placeholders that stand for nothing
     */
    public record Restored(String text, GuardReport report) {
        /** Without the text. */
        @Override
        public String toString() {
            return "Restored[" + report + "]";
        }
    }
}
