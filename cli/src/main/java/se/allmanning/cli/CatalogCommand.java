/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import picocli.CommandLine.Command;

@Command(
        name = "catalog",
        description = {
            "Certify models in a signed catalog, and take the catalogs of others.",
            "(Certifiera modeller i en signerad katalog, och hämta andras.)"
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CatalogInit.class,
            CatalogKey.class,
            CatalogSign.class,
            CatalogVerify.class,
            CatalogRevoke.class,
            CatalogDelegate.class,
            CatalogRotate.class,
            CatalogFetch.class,
            CatalogShow.class
        })
final class CatalogCommand {}
