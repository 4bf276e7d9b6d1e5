/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** What the command tells its caller. */
final class ExitCode {

    static final int DONE = 0;
    static final int NOTHING = 1;
    static final int WRONG_USE = 2;
    static final int DENIED = 3;
    static final int FAULT = 4;

    private ExitCode() {}

    static int of(AllmanningException e) {
        if (e.category().equals(Category.USAGE)) {
            return WRONG_USE;
        }
        return e.category().equals(Category.DENIED) ? DENIED : FAULT;
    }
}
