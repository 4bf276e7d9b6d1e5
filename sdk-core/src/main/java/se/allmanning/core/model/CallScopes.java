/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.policy.PolicyCall;
import se.allmanning.policy.HumanOversight;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.RiskClass;
import se.allmanning.policy.UsageDeclaration;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceDescriptor;

/**
 * Opens scopes: for a service, and for the host's own work, which has ids of its own and says what
 * it does as services do. Stateless.
 */
public final class CallScopes {

    /** What the host's own searches are called where services are named. */
    public static final String SEARCH = "allmanning-search";

    /** What the host's own indexing is called where services are named. */
    public static final String INGEST = "allmanning-ingest";

    /** What the code around the host is called where services are named. */
    public static final String HOST = "allmanning-host";

    private CallScopes() {}

    /** One invocation of a service. */
    public static CallScope service(ServiceDescriptor descriptor, Invocation invocation) {
        return new CallScope(
                newId(), PolicyCall.of(descriptor, invocation), invocation, null, false);
    }

    /** One search of the host's own, or one question to its extractive answerer. */
    public static CallScope search(Invocation invocation, String knowledge) {
        return new CallScope(
                newId(),
                own(SEARCH, Purpose.QUESTION_ANSWERING, invocation.informationClass()),
                invocation,
                knowledge,
                false);
    }

    /**
     * The indexing of documents of one class. Calls leave no records; each document does.
     *
     * @param id the id that the records of one sync share, from {@link #newId()}
     */
    public static CallScope ingest(
            String id, String authority, String knowledge, InformationClass documents) {
        return new CallScope(
                id,
                own(INGEST, Purpose.QUESTION_ANSWERING, documents),
                Invocation.builder(authority).informationClass(documents).build(),
                knowledge,
                true);
    }

    /** A question of an evaluation; its calls leave no records. */
    public static CallScope evaluation(String pool) {
        Invocation invocation = Invocation.of(Invocation.LOCAL_AUTHORITY);
        return new CallScope(
                newId(),
                own(SEARCH, Purpose.QUESTION_ANSWERING, invocation.informationClass()),
                invocation,
                pool,
                true);
    }

    /** An id that scopes may share. */
    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /**
     * A call by the code around the host.
     *
     * @param usage what it says that it does; {@code null}: answering questions with information of
     *     the invocation's class
     */
    public static CallScope host(Invocation invocation, @Nullable UsageDeclaration usage) {
        UsageDeclaration declared =
                usage == null
                        ? usage(Purpose.QUESTION_ANSWERING, invocation.informationClass())
                        : usage;
        return new CallScope(
                newId(),
                new PolicyCall(
                        HOST,
                        declared,
                        invocation.purpose().orElse(declared.purpose()),
                        invocation.informationClass(),
                        false),
                invocation,
                null,
                false);
    }

    private static PolicyCall own(String service, Purpose purpose, InformationClass information) {
        return new PolicyCall(service, usage(purpose, information), purpose, information, false);
    }

    private static UsageDeclaration usage(Purpose purpose, InformationClass information) {
        return UsageDeclaration.of(purpose)
                .upTo(information)
                .risk(RiskClass.LIMITED)
                .oversight(HumanOversight.SUPERVISED);
    }
}
