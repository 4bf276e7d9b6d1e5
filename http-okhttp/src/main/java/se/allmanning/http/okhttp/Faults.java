/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import se.allmanning.http.okhttp.HttpTransportException.Reason;

/** Says what went wrong in a call, without anything of what was sent or answered. */
final class Faults {

    private static final int BODY_KEPT = 64 << 10;

    private Faults() {}

    /** Method and address, without user, query and fragment: they may hold secrets. */
    static String where(Request request) {
        HttpUrl url = request.url();
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        String host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
        return request.method()
                + " "
                + url.scheme()
                + "://"
                + host
                + (usual ? "" : ":" + url.port())
                + url.encodedPath();
    }

    static HttpCallException status(Response response, Clock clock) {
        int status = response.code();
        String remedy =
                response.isRedirect()
                        ? " It points to another address, and redirects are only followed within"
                                + " one scheme, host and port. Configure the address that it points"
                                + " to."
                        : "";
        String body;
        try {
            ResponseBody peeked = response.peekBody(BODY_KEPT);
            body = peeked.string();
        } catch (IOException | IllegalArgumentException e) {
            body = "";
        }
        return new HttpCallException(
                status,
                where(response.request()) + " was answered with status " + status + "." + remedy,
                body,
                RetryAfter.of(response.headers(), clock));
    }

    static HttpTransportException cancelled(Request request, @Nullable Throwable cause) {
        return new HttpTransportException(
                Reason.CANCELLED,
                where(request) + " was cancelled: the thread was interrupted or the client closed.",
                cause);
    }

    static TimeoutException timeout(
            Request request, @Nullable Duration total, @Nullable Throwable cause) {
        return new TimeoutException(
                where(request)
                        + (total == null
                                ? " was silent for longer than the read timeout."
                                : " took longer than the " + words(total) + " that it had in all.")
                        + " Allow it more time, or ask whether the server is overloaded.",
                cause);
    }

    /**
     * @param total the deadline that the call had; zero for none
     */
    static RuntimeException io(
            Request request, CallProgress progress, Duration total, IOException e) {
        if (e instanceof BoundedInputStream.TooLargeException) {
            return new HttpTransportException(
                    Reason.TOO_LARGE,
                    where(request)
                            + " was answered with more than allowed. "
                            + e.getMessage()
                            + " Ask for less, or raise maxResponseBytes.",
                    e);
        }
        if (e instanceof SocketTimeoutException) {
            return progress.connected()
                    ? timeout(request, null, e)
                    : connection(request, "no connection within the connect timeout", e);
        }
        if (e instanceof InterruptedIOException) {
            return timeout(request, total, e);
        }
        if (e instanceof SSLException && !progress.connected()) {
            return new HttpTransportException(Reason.TLS, tls(request, e), e);
        }
        if (progress.answered()) {
            return new HttpTransportException(
                    Reason.CUT_OFF,
                    where(request)
                            + " broke off in the middle of the answer ("
                            + e.getClass().getSimpleName()
                            + "). Call again; if it happens often, look at proxies and server"
                            + " timeouts on the way.",
                    e);
        }
        if (progress.connected()) {
            return connection(request, "the connection closed before an answer came", e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocksSocketFactory.SocksException) {
                return connection(request, String.valueOf(cause.getMessage()), e);
            }
        }
        if ("Failed to authenticate with proxy".equals(e.getMessage())) {
            return connection(
                    request, "the proxy refuses the user or the password, or asks for them", e);
        }
        if (e instanceof UnknownHostException) {
            return connection(
                    request,
                    "the name of the host, or of its proxy, is not known to this machine",
                    e);
        }
        return connection(
                request,
                "no connection to the host or its proxy (" + e.getClass().getSimpleName() + ")",
                e);
    }

    private static HttpTransportException connection(
            Request request, String what, @Nullable Throwable cause) {
        return new HttpTransportException(
                Reason.CONNECTION,
                where(request)
                        + " failed: "
                        + what
                        + ". Check the address, that the server runs, and proxy and firewall.",
                cause);
    }

    private static String tls(Request request, IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        String what;
        if (e instanceof SSLPeerUnverifiedException) {
            what =
                    "the server's certificate is not made out to the host "
                            + request.url().host()
                            + ". Use the name that stands in the certificate, or have the"
                            + " operator correct it.";
        } else if (text.contains("path building failed")
                || text.contains("path validation failed")
                || text.contains("trustanchor")) {
            what =
                    "no certificate authority that is trusted here signed the server's certificate,"
                            + " or it is not valid today. If the authority is your own, name its"
                            + " certificate (certificateAuthorities).";
        } else if ((e instanceof SSLHandshakeException && text.contains("alert"))
                || text.contains("certificate_required")
                || text.contains("bad_certificate")) {
            what =
                    "the server broke off the TLS handshake. It may ask for a client certificate"
                            + " (clientCertificate), or not accept the one it was shown.";
        } else {
            what =
                    "no TLS connection could be made ("
                            + e.getClass().getSimpleName()
                            + "). Check that the server speaks TLS 1.2 or 1.3 on this port.";
        }
        return where(request) + " failed: " + what;
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
