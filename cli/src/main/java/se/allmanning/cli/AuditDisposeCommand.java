/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import se.allmanning.core.audit.AuditDisposal;
import se.allmanning.core.audit.AuditTrail;
import se.allmanning.core.audit.DisposalDecision;
import se.allmanning.core.home.AuditSection;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

@Command(
        name = "dispose",
        description = {
            "Remove old records by a decision on disposal (gallringsbeslut), and leave a record of it.",
            "Nothing is removed without a decision, and nothing before six months."
        })
final class AuditDisposeCommand implements Action {

    @Option(
            names = "--decision",
            paramLabel = "REF",
            required = true,
            description =
                    "The decision's reference, as audit.disposal in allmanning.yaml names it, for example \"BN 2026/12 § 34\".")
    String reference = "";

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Path audit = AuditCommand.folder(common, terminal);
        List<DisposalDecision> decisions = List.of(decision(common, terminal));
        // Before a chain is begun for the record of it.
        AuditDisposal.check(decisions, Clock.systemUTC());
        AuditDisposal.Result result;
        try (AuditTrail trail =
                AuditTrail.builder(audit).software("allmanning audit dispose").open()) {
            result = AuditDisposal.run(audit, trail, decisions, Clock.systemUTC());
        }
        if (common.json) {
            Json.print(
                    terminal,
                    Json.object(
                            "segments", result.segments(),
                            "records", result.records(),
                            "removed", result.removed(),
                            "kept", result.kept()));
        } else {
            AuditOutput output = new AuditOutput(terminal);
            output.line(
                    "Gallrade " + result.records() + " poster i " + result.segments() + " filer.");
            result.removed().forEach(output::line);
            if (!result.kept().isEmpty()) {
                output.line("Inte gallrat (kept):");
                result.kept().forEach(output::line);
            }
        }
        return result.segments() > 0 ? ExitCode.DONE : ExitCode.NOTHING;
    }

    /** The decision in the configuration of the home. */
    private DisposalDecision decision(CommonOptions common, Terminal terminal) {
        Home home = Home.open(Session.home(common, terminal));
        Map<String, AuditSection.Disposal> named =
                Configuration.read(home.configurationFile()).audit().disposals();
        AuditSection.Disposal disposal = named.get(reference);
        if (disposal == null) {
            throw new AllmanningException(
                    "ALM-AUD-009",
                    Category.USAGE,
                    "The configuration "
                            + home.configurationFile()
                            + " names no decision \""
                            + reference
                            + "\" under audit.disposal. Named: "
                            + (named.isEmpty() ? "none" : String.join(", ", named.keySet()))
                            + ". Write the decision there, with its day, who decided and how long"
                            + " records are kept.");
        }
        return new DisposalDecision(
                disposal.reference(),
                disposal.decided(),
                disposal.authority(),
                disposal.retention());
    }
}
