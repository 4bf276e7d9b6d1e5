/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a guard can find. The ids are stable: audit records keep them. */
public enum GuardKind {
    /** A Swedish personnummer: a date, a number of three digits and a check digit. */
    PERSONAL_NUMBER("personal-number", "PERSONNUMMER"),
    /** A samordningsnummer: as a personnummer, with 60 added to the day. */
    COORDINATION_NUMBER("coordination-number", "SAMORDNINGSNUMMER"),
    /** A temporary number: a date, a letter and three digits. */
    INTERIM_NUMBER("interim-number", "RESERVNUMMER"),
    /** An organisationsnummer, which is not personal. */
    ORGANISATION("organisation", "ORGANISATIONSNUMMER"),
    /** A telephone number. */
    PHONE("phone", "TELEFON"),
    /** An e-mail address. */
    EMAIL("email", "EPOST"),
    /** Text of the caller that looks like a placeholder of the same call. */
    PLACEHOLDER_TEXT("placeholder-text", "TEXT"),
    /** A placeholder in an answer that stands for nothing. */
    UNKNOWN_PLACEHOLDER("unknown-placeholder", ""),
    /** A key, a token or a password. */
    SECRET("secret", "hemlig uppgift borttagen"),
    /** The mark that the host put into the system text. */
    CANARY("canary", "borttaget"),
    /** A long verbatim part of the system text. */
    PROMPT_ECHO("prompt-echo", "borttaget"),
    /** A citation marker that refers to nothing. */
    CITATION("citation", ""),
    /** An address on the web that stands in no source. */
    URL("url", "länk borttagen"),
    /** Characters or markup that a reader does not see. */
    HIDDEN_TEXT("hidden-text", ""),
    /** Control characters and terminal sequences. */
    CONTROL("control", ""),
    /** Characters that change the direction in which text is shown. */
    BIDI("bidi", ""),
    /** What a model's chat template, or the prompt's own frame, could take for structure. */
    TEMPLATE_TOKEN("template-token", "");

    private static final Set<GuardKind> IDENTIFIERS =
            Collections.unmodifiableSet(EnumSet.range(PERSONAL_NUMBER, EMAIL));

    private final String id;
    private final String label;

    GuardKind(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** The stable name, for audit. */
    public String id() {
        return id;
    }

    /** The kinds that {@link PersonalIdentifiers} finds. */
    public static Set<GuardKind> identifiers() {
        return IDENTIFIERS;
    }

    /** The Swedish word that placeholders and notices use. */
    String label() {
        return label;
    }
}
