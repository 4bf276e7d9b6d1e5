/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.plugin;

import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.util.function.Consumer;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.CallScopes;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.service.AiService;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.BoundService;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceContext;
import se.allmanning.service.ServiceDescriptor;

/** Binds services to a host. Thread-safe. */
public final class Services {

    private final Extensions extensions;
    private final Host host;

    /**
     * @throws AllmanningException if the configuration names a service that is not there
     */
    public Services(
            Configuration configuration,
            Extensions extensions,
            ModelCalls calls,
            KnowledgeLender knowledge,
            Clock clock,
            CallGate gate) {
        this.extensions = extensions;
        this.host = new Host(calls, knowledge, clock, gate);
        for (String id : configuration.services()) {
            if (!extensions.services().containsKey(id)) {
                throw new AllmanningException(
                        "ALM-SVC-001",
                        Category.USAGE,
                        "No service \""
                                + id
                                + "\" (services."
                                + id
                                + "). Available: "
                                + names()
                                + ". Put its artifact on the class path or correct the id.");
            }
        }
    }

    /**
     * Binds a service that is on the class path; one that no extension lists is made with its
     * public constructor.
     */
    public <I, O> BoundService<I, O> bind(
            Class<? extends AiService<I, O>> type, Invocation defaultInvocation) {
        AiService<I, O> service =
                extensions.services().values().stream()
                        .filter(type::isInstance)
                        .findFirst()
                        .<AiService<I, O>>map(type::cast)
                        .orElseGet(() -> make(type));
        return new Bound<>(service, service.descriptor(), defaultInvocation, host);
    }

    private static <T> T make(Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw new AllmanningException(
                    "ALM-SVC-002",
                    Category.USAGE,
                    "The service "
                            + type.getName()
                            + " cannot be made. Give it a public constructor without"
                            + " parameters, or list it in an AllmanningExtension.",
                    e);
        } catch (InvocationTargetException e) {
            throw new AllmanningException(
                    "ALM-SVC-003",
                    Category.FAULT,
                    "The constructor of the service "
                            + type.getName()
                            + " failed. Correct the service.",
                    e.getCause());
        }
    }

    /**
     * The descriptor of a service that an extension lists.
     *
     * @throws AllmanningException if there is none with that id
     */
    public ServiceDescriptor descriptor(String id) {
        AiService<?, ?> service = extensions.services().get(id);
        if (service == null) {
            throw new AllmanningException(
                    "ALM-SVC-009",
                    Category.USAGE,
                    "No service \""
                            + id
                            + "\". Available: "
                            + names()
                            + ". Put its artifact on the class path or correct the id.");
        }
        return service.descriptor();
    }

    private String names() {
        return extensions.services().isEmpty()
                ? "none"
                : String.join(", ", extensions.services().keySet());
    }

    private record Host(ModelCalls calls, KnowledgeLender knowledge, Clock clock, CallGate gate) {}

    private record Bound<I, O>(
            AiService<I, O> service,
            ServiceDescriptor descriptor,
            Invocation defaultInvocation,
            Host host)
            implements BoundService<I, O> {

        @Override
        public O invoke(I input) {
            return invoke(input, defaultInvocation);
        }

        @Override
        public O invoke(I input, Invocation invocation) {
            return invoke(input, invocation, piece -> {});
        }

        @Override
        public O invoke(I input, Invocation invocation, Consumer<String> pieces) {
            return host.gate().call(() -> serve(input, invocation, pieces));
        }

        /** The result leaves when what led to it is on the disk; so does a failure. */
        private O serve(I input, Invocation invocation, Consumer<String> pieces) {
            CallScope scope = CallScopes.service(descriptor, invocation);
            ServiceContext context =
                    new ServiceLoan(
                            descriptor,
                            scope,
                            host.calls(),
                            host.knowledge(),
                            host.clock(),
                            pieces);
            O output;
            try {
                output = service.invoke(input, context);
            } catch (RuntimeException | Error e) {
                try {
                    host.calls().finish(scope);
                } catch (RuntimeException unrecorded) {
                    e.addSuppressed(unrecorded);
                }
                throw e;
            }
            host.calls().finish(scope);
            return output;
        }

        @Override
        public String toString() {
            return "BoundService[" + descriptor.id() + "]";
        }
    }
}
