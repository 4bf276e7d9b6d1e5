/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Connects through a SOCKS 5 proxy (RFC 1928), with a name and a password where it asks (RFC 1929).
 * Java's own does this only with credentials that hold for the whole process. Names are resolved by
 * the proxy: here they get a placeholder for an address, which carries the name to the socket.
 */
final class SocksSocketFactory extends SocketFactory implements Dns {

    /** The proxy does not do what was asked; the message says what. */
    static final class SocksException extends ConnectException {
        private static final long serialVersionUID = 1L;

        SocksException(String message) {
            super(message);
        }
    }

    /** 192.0.2.0 is set aside for documentation (RFC 5737), so nothing real has it. */
    private static final byte[] PLACEHOLDER = {(byte) 192, 0, 2, 0};

    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_AND_PASSWORD = 2;

    private final InetSocketAddress proxy;
    private final @Nullable String user;
    private final @Nullable String password;
    private final Predicate<String> direct;

    SocksSocketFactory(
            InetSocketAddress proxy,
            @Nullable String user,
            @Nullable String password,
            Predicate<String> direct) {
        this.proxy = proxy;
        this.user = user;
        this.password = password;
        this.direct = direct;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        return direct.test(host)
                ? Dns.SYSTEM.lookup(host)
                : List.of(InetAddress.getByAddress(host, PLACEHOLDER));
    }

    @Override
    public Socket createSocket() {
        return new SocksSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new UnsupportedOperationException("OkHttp connects sockets itself.");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        throw new UnsupportedOperationException("OkHttp connects sockets itself.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new UnsupportedOperationException("OkHttp connects sockets itself.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        throw new UnsupportedOperationException("OkHttp connects sockets itself.");
    }

    private final class SocksSocket extends Socket {

        SocksSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress target, int timeout) throws IOException {
            if (!(target instanceof InetSocketAddress to)
                    || to.isUnresolved()
                    || !Arrays.equals(to.getAddress().getAddress(), PLACEHOLDER)) {
                super.connect(target, timeout);
                return;
            }
            super.connect(
                    new InetSocketAddress(
                            InetAddress.getByName(proxy.getHostString()), proxy.getPort()),
                    timeout);
            setSoTimeout(timeout);
            greet(to.getHostString(), to.getPort());
            setSoTimeout(0);
        }

        private void greet(String host, int port) throws IOException {
            DataInputStream in = new DataInputStream(getInputStream());
            OutputStream out = getOutputStream();
            out.write(
                    user == null
                            ? new byte[] {5, 1, NO_AUTHENTICATION}
                            : new byte[] {5, 2, NO_AUTHENTICATION, USER_AND_PASSWORD});
            expect(in.readUnsignedByte() == 5, "it does not speak SOCKS 5");
            int method = in.readUnsignedByte();
            if (method == USER_AND_PASSWORD && user != null && password != null) {
                out.write(joined(new byte[] {1}, counted(user), counted(password)));
                in.readUnsignedByte();
                expect(in.readUnsignedByte() == 0, "it refuses the user or the password");
            } else {
                expect(method == NO_AUTHENTICATION, "it asks for a user and a password");
            }
            byte[] portBytes = {(byte) (port >> 8), (byte) port};
            out.write(joined(new byte[] {5, 1, 0, 3}, counted(host), portBytes));
            in.readUnsignedByte();
            int reply = in.readUnsignedByte();
            expect(reply == 0, "it could not reach the host (reply " + reply + ")");
            in.readUnsignedByte();
            int bound =
                    switch (in.readUnsignedByte()) {
                        case 1 -> 4;
                        case 4 -> 16;
                        default -> in.readUnsignedByte();
                    };
            in.skipNBytes(bound + 2L);
        }

        private void expect(boolean kept, String otherwise) throws SocksException {
            if (!kept) {
                throw new SocksException("the SOCKS proxy failed: " + otherwise);
            }
        }
    }

    private static byte[] counted(String text) throws SocksException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new SocksException("a host, user or password is too long for SOCKS");
        }
        return joined(new byte[] {(byte) bytes.length}, bytes);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
