/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.service.AllmanningException;

/** From binding to closing, and what threads do in between. */
abstract class LifecycleRules extends Rules {

    private Duration soon() {
        return bench().patience.dividedBy(2);
    }

    private void good() {
        bench().server.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
    }

    @Test
    @DisplayName("ALM-C-010 binding makes no call")
    @Rule(
            value = "ALM-C-010",
            asks = "Binding a model makes no connection.",
            intent = "A provider that is down must not keep a host from starting.")
    void bindingIsSilent() {
        good();
        bench().call("binding", () -> Probe.of(bench()));
        Check.equal("Connections made by binding", 0, bench().server.connections());
    }

    @Test
    @DisplayName("ALM-C-011 closing frees connections and threads")
    @Rule(
            value = "ALM-C-011",
            asks =
                    "Once a model is closed no connection stays open and no thread that would keep"
                            + " the process alive remains.",
            intent = "A host closes its models; what they leave behind adds up.")
    void closingFrees() {
        good();
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        Probe probe = Probe.of(bench());
        bench().call("the call", probe.asking("Hej"));
        bench().closeModels();
        Check.that(
                bench().server.awaitAllClosed(soon()),
                "No connection is open " + soon().toSeconds() + " s after the model was closed.");
        Check.that(
                Waiting.until(soon(), () -> left(before).isEmpty()),
                "No thread of the model keeps the process alive, found " + left(before) + ".");
    }

    private static Set<Thread> left(Set<Thread> before) {
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread -> thread.isDaemon() || !thread.isAlive());
        return left;
    }

    @Test
    @DisplayName("ALM-C-012 a closed model fails clearly")
    @Rule(
            value = "ALM-C-012",
            asks =
                    "A call of a closed model fails at once with an AllmanningException or"
                            + " IllegalStateException, and nothing is sent.",
            intent = "A call that is late in a shutdown is told so instead of hanging.")
    void closedFails() {
        good();
        Probe probe = Probe.of(bench());
        Assumptions.assumeTrue(
                probe.model instanceof AutoCloseable, "The model has nothing to close.");
        bench().closeModels();
        Throwable thrown = bench().thrown(probe.asking("Hej"));
        Check.that(
                thrown instanceof AllmanningException || thrown instanceof IllegalStateException,
                "A closed model fails by AllmanningException or IllegalStateException, found "
                        + (thrown == null ? "an answer" : thrown.getClass().getName())
                        + ".");
        Check.equal("Requests by a closed model", 0, bench().server.calls().size());
    }

    @Test
    @DisplayName("ALM-C-013 closing twice does no harm")
    @Rule(
            value = "ALM-C-013",
            asks = "A second close does nothing.",
            intent = "Shutdown hooks and try blocks meet.")
    void closedTwice() throws Exception {
        Probe probe = Probe.of(bench());
        if (probe.model instanceof AutoCloseable closeable) {
            closeable.close();
            closeable.close();
        }
    }

    @Test
    @DisplayName("ALM-C-014 models of two hosts do not share their end")
    @Rule(
            value = "ALM-C-014",
            asks = "Closing a model leaves a model that was bound in another context working.",
            intent = "Several hosts may share a connector in one process.")
    void independent() throws Exception {
        good();
        Probe one = Probe.of(bench());
        Probe other = Probe.of(bench());
        if (one.model instanceof AutoCloseable closeable) {
            closeable.close();
        }
        bench().call("the call of the other model", other.asking("Hej"));
    }

    @Test
    @DisplayName("ALM-C-015 closing ends a call that hangs")
    @Rule(
            value = "ALM-C-015",
            level = Rule.Level.SHOULD,
            asks = "Closing a model ends the calls that still run, within seconds.",
            intent = "A host that drains its calls must be able to give up on the last.")
    void closingEndsCalls() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        bench().server
                .script((call, exchange) -> {
                    arrived.countDown();
                    exchange.awaitGone(bench().patience);
                });
        Probe probe = Probe.of(bench());
        Assumptions.assumeTrue(
                probe.model instanceof AutoCloseable, "The model has nothing to close.");
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        probe.asking("Hej").call();
                    } catch (Exception e) {
                        // How it fails is another rule's business.
                    } finally {
                        ended.countDown();
                    }
                });
        Check.that(arrived.await(10, TimeUnit.SECONDS), "The request arrives.");
        bench().closeModels();
        Check.that(ended.await(soon().toMillis(), TimeUnit.MILLISECONDS), "The call ends.");
    }

    @Test
    @DisplayName("ALM-C-016 many threads share a model")
    @Rule(
            value = "ALM-C-016",
            asks = "32 threads that share a model each get the answer to their own question.",
            intent = "A host binds each model once for all its callers.",
            needs = Feature.CHAT)
    void manyThreads() {
        bench().server
                .script((call, exchange) -> {
                    AskedChat asked = bench().wire.readChat(call);
                    exchange.send(
                            bench().wire
                                    .chat(
                                            ChatAnswer.of(
                                                    "Svar på: " + asked.turns().get(0).text())));
                });
        var model = bench().chat();
        Crowd.of(
                32,
                number -> {
                    for (int i = 0; i < 4; i++) {
                        String question = "Fråga " + number + "." + i;
                        Check.equal(
                                "The answer to " + question,
                                "Svar på: " + question,
                                bench().ask(model, question).aiMessage().text());
                    }
                });
    }

    @Test
    @DisplayName("ALM-C-017 a strange context class loader does no harm")
    @Rule(
            value = "ALM-C-017",
            asks =
                    "Binding and calling work whatever the thread's context class loader, and leave"
                            + " it as it was.",
            intent = "Hosts load connectors in class loaders of their own.")
    void contextClassLoader() {
        good();
        bench().call(
                        "a call with an empty context class loader",
                        () -> {
                            ClassLoader empty = new ClassLoader(null) {};
                            Thread.currentThread().setContextClassLoader(empty);
                            Object answer = Probe.of(bench()).asking("Hej").call();
                            Check.equal(
                                    "The context class loader afterwards",
                                    empty,
                                    Thread.currentThread().getContextClassLoader());
                            return answer;
                        });
    }

    @Test
    @DisplayName("ALM-C-018 an interrupt ends a call")
    @Rule(
            value = "ALM-C-018",
            level = Rule.Level.SHOULD,
            asks =
                    "A call whose thread is interrupted ends within seconds by an exception, and"
                            + " the thread stays interrupted.",
            intent = "Executors cancel work by interrupting it.",
            needs = Feature.CHAT)
    void interrupted() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        bench().server
                .script((call, exchange) -> {
                    arrived.countDown();
                    exchange.awaitGone(bench().patience);
                });
        Probe probe = Probe.of(bench());
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                probe.asking("Hej").call();
                            } catch (Exception e) {
                                flag.set(Thread.currentThread().isInterrupted());
                            }
                        });
        Check.that(arrived.await(10, TimeUnit.SECONDS), "The request arrives.");
        caller.interrupt();
        Check.that(caller.join(soon()), "The call ends.");
        Check.equal("Whether the thread is still interrupted", true, flag.get());
    }
}
