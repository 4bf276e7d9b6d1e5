/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.plugin;

import java.lang.reflect.InvocationTargetException;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.home.Configuration;
import se.allmanning.service.AiService;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.BoundService;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceContext;
import se.allmanning.service.ServiceDescriptor;

/** Binds services to a host. Thread-safe. */
public final class Services {

    /** Makes what a service is lent for one call. */
    @FunctionalInterface
    public interface Lender {
        /** The context of one call of the given service. */
        ServiceContext lend(ServiceDescriptor descriptor, Invocation invocation);
    }

    private final Extensions extensions;
    private final Lender lender;
    private final CallGate gate;

    /**
     * @throws AllmanningException if the configuration names a service that is not there
     */
    public Services(
            Configuration configuration, Extensions extensions, Lender lender, CallGate gate) {
        this.extensions = extensions;
        this.lender = lender;
        this.gate = gate;
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
                                + (extensions.services().isEmpty()
                                        ? "none"
                                        : String.join(", ", extensions.services().keySet()))
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
        return new Bound<>(service, service.descriptor(), defaultInvocation, lender, gate);
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

    private record Bound<I, O>(
            AiService<I, O> service,
            ServiceDescriptor descriptor,
            Invocation defaultInvocation,
            Lender lender,
            CallGate gate)
            implements BoundService<I, O> {

        @Override
        public O invoke(I input) {
            return invoke(input, defaultInvocation);
        }

        @Override
        public O invoke(I input, Invocation invocation) {
            return gate.call(() -> service.invoke(input, lender.lend(descriptor, invocation)));
        }

        @Override
        public String toString() {
            return "BoundService[" + descriptor.id() + "]";
        }
    }
}
