/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

/** A command that does something, as against one that only holds others. */
@FunctionalInterface
interface Action {

    /**
     * Does it.
     *
     * @return the exit code
     * @throws se.allmanning.service.AllmanningException if it cannot be done
     */
    int run(CommonOptions common, Terminal terminal);
}
