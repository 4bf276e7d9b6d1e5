/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.core.trust.certify.SigningKey;

@Command(
        name = "key",
        description = {
            "Make a key to sign with: FILE.pem, which never leaves its owner, and FILE.pub.pem,"
                    + " which is passed on."
        })
final class CatalogKey implements Action {

    @Parameters(index = "0", paramLabel = "FILE.pem", description = "The new key file.")
    Path file = Path.of("");

    @Mixin KeyOptions keys = new KeyOptions();

    @Option(
            names = "--plain",
            description = "Do without a passphrase; the file's rights alone protect it.")
    boolean plain;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        SigningKey key = SigningKey.generate();
        Path open = NewKeys.write(file, key, plain, keys, terminal);
        String id = key.verifyingKey().id();
        if (common.json) {
            Json.print(
                    terminal,
                    Json.object("id", id, "file", file.toString(), "public", open.toString()));
        } else {
            PlainText text = new PlainText(terminal);
            text.line("Nyckel      " + id);
            text.line("Hemlig      " + file);
            text.line("Lämnas ut   " + open);
        }
        return ExitCode.DONE;
    }
}
