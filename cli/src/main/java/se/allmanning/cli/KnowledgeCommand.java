/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.KnowledgeStatus;

@Command(
        name = "knowledge",
        description = "Look into a knowledge base.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KnowledgeCommand.Status.class, KnowledgeCommand.Text.class})
final class KnowledgeCommand {

    @Command(
            name = "status",
            description = {
                "Tell what is in a knowledge base: documents, passages, size, when it was last"
                        + " brought up to date."
            })
    static final class Status implements Action {
        @Override
        public int run(CommonOptions common, Terminal terminal) {
            try (Session session = Session.open(common, terminal)) {
                KnowledgeStatus status = session.knowledge().status();
                if (common.json) {
                    Json.print(terminal, Json.status(status));
                } else {
                    new PlainText(terminal).status(status);
                }
                return ExitCode.DONE;
            }
        }
    }

    @Command(
            name = "text",
            description = {
                "Print the text of a document by its digest, byte for byte as it was cited, also"
                        + " after the document has left its source."
            })
    static final class Text implements Action {

        @Parameters(
                index = "0",
                paramLabel = "DIGEST",
                converter = DigestConverter.class,
                description = "The digest of a citation, 64 hexadecimal digits.")
        String digest = "";

        @Override
        public int run(CommonOptions common, Terminal terminal) {
            try (Session session = Session.open(common, terminal)) {
                Optional<String> text = session.knowledge().text(digest).map(CanonicalText::value);
                if (common.json) {
                    Json.print(terminal, Json.object("digest", digest, "text", text.orElse(null)));
                } else if (text.isPresent()) {
                    // No line break after it: the digest of what is printed is the digest.
                    terminal.out().writeBytes(text.get().getBytes(StandardCharsets.UTF_8));
                    terminal.out().flush();
                } else {
                    terminal.err()
                            .println(
                                    "Kunskapsbasen har ingen text med den kontrollsumman som du får"
                                            + " se.");
                }
                return text.isPresent() ? ExitCode.DONE : ExitCode.NOTHING;
            }
        }
    }

    static final class DigestConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            String digest = value.toLowerCase(Locale.ROOT);
            if (!digest.matches("[0-9a-f]{64}")) {
                throw new TypeConversionException("A digest is 64 hexadecimal digits");
            }
            return digest;
        }
    }
}
