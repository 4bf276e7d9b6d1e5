/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Runs the rules: swaps those that are about something undeclared for a refusal, takes a broken
 * SHOULD as a remark and not as a failure, writes down how each rule fared and hands that to the
 * kit at the end.
 */
final class ConformanceExtension
        implements InvocationInterceptor, AfterAllCallback, ExecutionCondition {

    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(ConformanceExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Rule rule = context.getTestMethod().map(m -> m.getAnnotation(Rule.class)).orElse(null);
        Optional<String> chosen = context.getConfigurationParameter(ModelConnectorKit.CHOSEN_RULES);
        if (rule == null || chosen.isEmpty()) {
            return ConditionEvaluationResult.enabled("every rule is chosen");
        }
        return Set.of(chosen.get().strip().split("\\s*,\\s*")).contains(rule.value())
                ? ConditionEvaluationResult.enabled("chosen")
                : ConditionEvaluationResult.disabled("not chosen");
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        Rule rule = method.getExecutable().getAnnotation(Rule.class);
        if (rule == null) {
            invocation.proceed();
            return;
        }
        ModelConnectorKit kit = kit(context);
        Run run = run(context, kit);
        Feature missing =
                Arrays.stream(rule.needs())
                        .filter(feature -> !kit.capabilities().has(feature))
                        .findFirst()
                        .orElse(null);
        try {
            if (missing == null) {
                invocation.proceed();
                run.found(rule, Finding.Outcome.PASSED, "");
            } else {
                invocation.skip();
                refused(rule, missing, kit, run);
            }
        } catch (TestAbortedException e) {
            run.found(rule, Finding.Outcome.NOT_APPLICABLE, text(e));
            throw e;
        } catch (Throwable e) {
            run.found(rule, Finding.Outcome.FAILED, text(e));
            if (rule.level() == Rule.Level.SHOULD) {
                throw new TestAbortedException(rule.value() + " is not kept: " + text(e), e);
            }
            throw e;
        }
    }

    private static void refused(Rule rule, Feature missing, ModelConnectorKit kit, Run run) {
        if (!new Refusals(kit.bench()).refuses(missing)) {
            throw new TestAbortedException(missing + " is not declared.");
        }
        run.found(rule, Finding.Outcome.REFUSED, missing + " is not declared, and refused.");
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getName() : message;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (ModelConnectorKit.class.isAssignableFrom(context.getRequiredTestClass())) {
            Run run = context.getStore(OURS).get(context.getRequiredTestClass(), Run.class);
            if (run != null) {
                run.kit.finished(run.findings);
            }
        }
    }

    private static Run run(ExtensionContext context, ModelConnectorKit kit) {
        ExtensionContext at = context;
        while (!ModelConnectorKit.class.isAssignableFrom(at.getRequiredTestClass())
                || at.getTestMethod().isPresent()) {
            at = at.getParent().orElseThrow();
        }
        return at.getStore(OURS)
                .getOrComputeIfAbsent(kit.getClass(), type -> new Run(kit), Run.class);
    }

    private static ModelConnectorKit kit(ExtensionContext context) {
        return context.getRequiredTestInstances()
                .findInstance(ModelConnectorKit.class)
                .orElseThrow(
                        () -> new IllegalStateException("A rule runs within a ModelConnectorKit."));
    }

    /** What is known of one run of the kit. */
    private static final class Run {
        private final ModelConnectorKit kit;
        private final Map<String, Finding> findings = new ConcurrentHashMap<>();

        Run(ModelConnectorKit kit) {
            this.kit = kit;
        }

        void found(Rule rule, Finding.Outcome outcome, String why) {
            findings.put(rule.value(), new Finding(rule.value(), rule.level(), outcome, why));
        }
    }
}
