/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.function.IntSupplier;
import se.allmanning.core.trust.TrustException;
import se.allmanning.service.AllmanningException.Category;

/** Commands whose work is to check: a check that does not hold is a result, not a fault. */
final class Checked {

    private Checked() {}

    static int run(CommonOptions common, Terminal terminal, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (TrustException e) {
            if (!e.category().equals(Category.FAULT)) {
                throw e;
            }
            Main.report(e, common.json, common.verbose || terminal.debug(), terminal);
            return ExitCode.NOTHING;
        }
    }
}
