/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.model.ModelId;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.Purpose;
import se.allmanning.service.Invocation;

@Command(
        name = "policy",
        description = "Tell why models may, or may not, be used.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = PolicyCommand.Explain.class)
final class PolicyCommand {

    @Command(
            name = "explain",
            description = {
                "Tell of every model that is offered why it may, or may not, be used by a service,"
                        + " and what may be used instead."
            },
            footer = {
                "",
                "Example:",
                "  allmanning policy explain --service municipal-answers --class"
                        + " \"K3R2T2+special(OSL 26:1)\""
            })
    static final class Explain implements Action {

        @Option(
                names = "--service",
                paramLabel = "ID",
                required = true,
                converter = CommonOptions.IdConverter.class,
                description = "The service that would use the model.")
        String service = "";

        @Option(
                names = "--model",
                paramLabel = "ID",
                converter = ModelConverter.class,
                description = "Tell of this model only: publisher/name@version.")
        @Nullable ModelId model;

        @Option(
                names = "--purpose",
                paramLabel = "ID",
                converter = PurposeConverter.class,
                description = "What the call is for. Unless given: the service's purpose.")
        @Nullable Purpose purpose;

        @Override
        public int run(CommonOptions common, Terminal terminal) {
            try (Session session = Session.open(common, terminal)) {
                Invocation asker = session.asker();
                if (purpose != null) {
                    asker = asker.toBuilder().purpose(purpose).build();
                }
                return show(session.host().explain(service, asker), model, common.json, terminal);
            }
        }

        /** Prints the decisions, or those on one model, and returns the exit code. */
        static int show(
                List<PolicyDecision> all, @Nullable ModelId only, boolean json, Terminal terminal) {
            List<PolicyDecision> decisions =
                    all.stream().filter(d -> only == null || d.model().equals(only)).toList();
            if (json) {
                Json.print(terminal, Json.decisions(decisions));
            } else {
                new PolicyText(terminal).decisions(decisions);
            }
            if (only == null) {
                return ExitCode.DONE;
            }
            if (decisions.isEmpty()) {
                terminal.err().println("Ingen anslutning erbjuder modellen " + only + ".");
                return ExitCode.NOTHING;
            }
            return decisions.stream().anyMatch(PolicyDecision::permitted)
                    ? ExitCode.DONE
                    : ExitCode.DENIED;
        }
    }

    static final class ModelConverter implements ITypeConverter<ModelId> {
        @Override
        public ModelId convert(String value) {
            try {
                return ModelId.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    static final class PurposeConverter implements ITypeConverter<Purpose> {
        @Override
        public Purpose convert(String value) {
            try {
                return Purpose.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
