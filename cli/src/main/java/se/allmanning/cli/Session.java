/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Duration;
import se.allmanning.core.Allmanning;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.service.Invocation;

/**
 * An open home for one command. If the process is told to end, the home closes first, so that what
 * was committed stays whole.
 */
final class Session implements AutoCloseable {

    /** A command that is interrupted is cancelled at once; it ends after the step that runs. */
    private static final Duration DRAIN = Duration.ZERO;

    private final Allmanning host;
    private final CommonOptions common;
    private final Thread hook;

    private Session(Allmanning host, CommonOptions common) {
        this.host = host;
        this.common = common;
        this.hook = new Thread(host::close, "allmanning-close");
    }

    static Session open(CommonOptions common, Terminal terminal) {
        return open(home(common, terminal), common);
    }

    static Session open(Path home, CommonOptions common) {
        Session session = new Session(Allmanning.builder().home(home).drain(DRAIN).open(), common);
        Runtime.getRuntime().addShutdownHook(session.hook);
        return session;
    }

    /** The home folder that the command is about, whether or not it exists. */
    static Path home(CommonOptions common, Terminal terminal) {
        if (common.home != null) {
            return common.home;
        }
        String variable = terminal.environment().getOrDefault("ALLMANNING_HOME", "");
        return variable.isBlank()
                ? Path.of(System.getProperty("user.home"), ".allmanning")
                : Path.of(variable);
    }

    Allmanning host() {
        return host;
    }

    /**
     * Who asks: the options, and for what they leave out the configuration. The configuration's
     * groups and class belong to its own authority and say nothing of another.
     */
    Invocation asker() {
        Invocation configured = host.defaultInvocation();
        String authority = common.authority;
        Invocation.Builder asker =
                authority == null || authority.equals(configured.authority())
                        ? configured.toBuilder()
                        : Invocation.builder(authority);
        if (!common.groups.isEmpty()) {
            asker.accessGroups(common.groups);
        }
        if (common.informationClass != null) {
            asker.informationClass(common.informationClass);
        }
        return asker.build();
    }

    /** The knowledge base as the asker sees it. */
    KnowledgeBase knowledge() {
        return host.knowledge(common.knowledge(), asker());
    }

    @Override
    public void close() {
        host.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already and the hook has run or runs; closing twice is no harm.
            return;
        }
    }
}
