/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The audit trail: what was decided and called, for whom and why, in a form that shows whether
 * somebody changed it afterwards.
 *
 * <p>{@link se.allmanning.core.audit.AuditTrail} writes. Each host has a chain of its own under
 * {@code HOME/audit/}, so that any number of processes share a home without waiting for each other.
 * A line is canonical JSON (RFC 8785) with the hash of the line before it. {@link
 * se.allmanning.core.audit.AuditRecord} holds who, when, for what purpose, which model, by which
 * decision, from which sources; content never, but for its keyed fingerprint ({@link
 * se.allmanning.core.audit.ContentHmac}). An authority that must keep content keeps it encrypted
 * beside the chain, with a last day of its own ({@link se.allmanning.core.audit.ContentStore}).
 *
 * <pre>{@code
 * try (AuditTrail trail = AuditTrail.builder(home.resolve("audit")).open();
 *         AuditTrail.Reservation room = trail.reserve()) { // no room, no call
 *     String answer = model.chat(question);
 *     room.append(AuditRecord.builder(AuditEvent.MODEL_CALL).of(invocation).build());
 *     return answer; // the record is on the disk
 * }
 * }</pre>
 *
 * <p><b>No audit, no call.</b> A host could write a record of its intent before each call, which
 * costs a second force of the disk and still cannot make the record of the outcome fit. It asks for
 * room instead: {@link se.allmanning.core.audit.AuditTrail#reserve()} refuses the call when the
 * trail has failed or the disk has less left than its reserve and the room of every call under way.
 * Another program may still fill the disk in between. Then {@code append} fails, the caller gets no
 * answer, and the trail refuses everything until it is opened again. What remains is a call that
 * reached the model and whose answer nobody saw; a call that the process did not survive is of the
 * same kind.
 *
 * <p><b>One thread writes for all.</b> Callers that come while the disk is forced share the next
 * force. They do not write themselves, since Java closes a file whose writing thread is
 * interrupted, and a cancelled caller would take the trail along.
 *
 * <p>{@link se.allmanning.core.audit.AuditVerifier} finds the first record that is not as it was
 * written. What it cannot see alone, a {@link se.allmanning.core.audit.CheckpointFile} kept
 * elsewhere shows. {@link se.allmanning.core.audit.AuditReader}, {@link
 * se.allmanning.core.audit.CaseRecord} and {@link se.allmanning.core.audit.AuditExport} hand the
 * records out; {@link se.allmanning.core.audit.AuditDisposal} removes old ones, by a decision that
 * it names.
 *
 * <p>Trails, readers, fingerprints and the content store are safe for use by several threads;
 * values are immutable; builders are not safe. The form on disk is in {@code
 * docs/reference/audit-format.md}.
 */
@NullMarked
package se.allmanning.core.audit;

import org.jspecify.annotations.NullMarked;
