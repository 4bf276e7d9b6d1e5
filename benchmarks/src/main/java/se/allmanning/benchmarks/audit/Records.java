/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.audit;

import java.util.List;
import se.allmanning.core.audit.AuditDecision;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.AuditSource;

/** Records as a host would write them for a question with five sources. */
final class Records {

    private Records() {}

    static AuditRecord call(long i) {
        String digest = String.format("%064x", i * 0x9e3779b97f4a7c15L);
        return AuditRecord.builder(AuditEvent.MODEL_CALL)
                .invocation("inv-" + Long.toHexString(i))
                .municipality("2281")
                .authority("byggnadsnamnden")
                .caseNumber("BN 2026-" + i % 10_000)
                .user("asa.oberg@sundsvall.exempel")
                .purpose("question-answering")
                .service("municipal-answers")
                .informationClass("K2R2T1+ordinary")
                .model("kb/gpt-sw3-6.7b@1.2", digest, i % 2 == 0)
                .deployment("sundsvall-onprem")
                .catalogVersion("2026-11-01")
                .decision(AuditDecision.permit("clearance-covers", "deployment-attested"))
                .sources(
                        List.of(
                                new AuditSource(digest, 100, 400),
                                new AuditSource(digest, 900, 1_200),
                                new AuditSource(digest, 4_000, 4_399)))
                .tokens(1_200 + i % 500, 150)
                .durationMillis(900 + i % 700)
                .outcome("answered")
                .mark("trainedAlgorithmicMedia")
                .review(true)
                .inputHmac(digest)
                .outputHmac(digest)
                .build();
    }
}
