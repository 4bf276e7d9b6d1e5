/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in this SDK, with a stable code such as {@code ALM-KNO-001} that {@code
 * docs/errors.md} explains. The message says what, where, the found value, what is allowed and the
 * remedy, and ends with the code in brackets. It never holds a prompt, a document, a secret or a
 * personal identity number.
 */
public class AllmanningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * What kind of fault it is, and with that whether to try again. An open set: treat an unknown
     * one as a fault.
     */
    public static final class Category implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        /** The caller asked for something that cannot be: correct the call or the configuration. */
        public static final Category USAGE = new Category("usage", false);

        /** A rule forbids it. */
        public static final Category DENIED = new Category("denied", false);

        /** It works again by itself: a lock, a timeout, a busy server. */
        public static final Category TEMPORARY = new Category("temporary", true);

        /** Something is broken: a damaged file, a full disk, a fault in the code. */
        public static final Category FAULT = new Category("fault", false);

        /** The call was cancelled or the host is closing. */
        public static final Category CANCELLED = new Category("cancelled", false);

        private final String id;
        private final boolean retryable;

        private Category(String id, boolean retryable) {
            this.id = id;
            this.retryable = retryable;
        }

        /** The name of the category. */
        public String id() {
            return id;
        }

        /** Whether the same call may succeed later with nothing changed. */
        public boolean retryable() {
            return retryable;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Category that && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private final String code;
    private final Category category;

    /**
     * @param code the stable code: {@code ALM-}, three letters, a hyphen, three digits
     * @param category the kind of fault
     * @param message a sentence or several, without the code
     */
    public AllmanningException(String code, Category category, String message) {
        this(code, category, message, null);
    }

    /**
     * @param code the stable code: {@code ALM-}, three letters, a hyphen, three digits
     * @param category the kind of fault
     * @param message a sentence or several, without the code
     * @param cause what lies beneath, if anything
     */
    public AllmanningException(
            String code, Category category, String message, @Nullable Throwable cause) {
        super(message + " [" + code + "]", cause);
        this.code = Objects.requireNonNull(code, "code");
        this.category = Objects.requireNonNull(category, "category");
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The kind of fault. */
    public Category category() {
        return category;
    }
}
