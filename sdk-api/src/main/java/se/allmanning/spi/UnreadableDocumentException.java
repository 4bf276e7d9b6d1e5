/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

/**
 * Says that nothing of a document can be read: the place, why, and what to do. The message holds no
 * content of it.
 */
public final class UnreadableDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param reason where and why, one sentence: {@code The file is encrypted and asks for a
     *     password.}
     * @param remedy what to do, one sentence: {@code Save it without a password.}
     */
    public UnreadableDocumentException(String reason, String remedy) {
        super(reason + " " + remedy);
    }

    /**
     * @param reason where and why, one sentence
     * @param remedy what to do, one sentence
     * @param cause what lies beneath; its message is not shown, since it may hold content
     */
    public UnreadableDocumentException(String reason, String remedy, Throwable cause) {
        super(reason + " " + remedy, cause);
    }
}
