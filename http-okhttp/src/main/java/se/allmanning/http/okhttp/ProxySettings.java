/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A proxy, and the hosts that are reached without it. Immutable. */
final class ProxySettings {

    private static final Set<String> SOCKS = Set.of("socks", "socks5", "socks5h");

    private final boolean socks;
    private final InetSocketAddress address;
    private final @Nullable String user;
    private final @Nullable String password;
    private final List<String> direct;

    private ProxySettings(
            boolean socks,
            InetSocketAddress address,
            @Nullable String user,
            @Nullable String password,
            List<String> direct) {
        this.socks = socks;
        this.address = address;
        this.user = user;
        this.password = password;
        this.direct = direct;
    }

    /**
     * @throws IllegalArgumentException without the address, which may hold a password
     */
    static ProxySettings of(URI uri, List<String> direct) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean socks = SOCKS.contains(scheme);
        if ((!socks && !scheme.equals("http")) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "The proxy's address cannot be used. Write http://HOST:PORT or"
                            + " socks5://HOST:PORT, with USER:PASSWORD@ before the host where it"
                            + " asks for them.");
        }
        int port = uri.getPort() < 0 ? (socks ? 1080 : 3128) : uri.getPort();
        String user = null;
        String password = null;
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            user = decoded(parts[0]);
            password = parts.length == 2 ? decoded(parts[1]) : "";
        }
        return new ProxySettings(
                socks,
                InetSocketAddress.createUnresolved(uri.getHost(), port),
                user,
                password,
                direct.stream().map(ProxySettings::pattern).toList());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String pattern(String text) {
        String host = text.strip().toLowerCase(Locale.ROOT);
        String bare = host.startsWith("*.") ? host.substring(2) : host;
        bare = bare.startsWith(".") ? bare.substring(1) : bare;
        if (bare.isEmpty() || bare.contains("/") || (bare.contains("*") && !bare.equals("*"))) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no host to reach without the proxy. Write a host name, which"
                            + " stands for those beneath it too, an address, or * for all.");
        }
        return bare;
    }

    /** Whether a host is reached without the proxy; this machine always is. */
    boolean bypasses(String name) {
        String host = name.toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d+){3}")) {
            return true;
        }
        return direct.stream()
                .anyMatch(d -> d.equals("*") || host.equals(d) || host.endsWith("." + d));
    }

    /** What an HTTP proxy wants to see; null where it wants nothing. */
    @Nullable String authorization() {
        return user == null || password == null || socks
                ? null
                : Credentials.basic(user, password, StandardCharsets.UTF_8);
    }

    void applyTo(OkHttpClient.Builder client) {
        if (socks) {
            client.proxy(Proxy.NO_PROXY);
            SocksSocketFactory factory =
                    new SocksSocketFactory(address, user, password, this::bypasses);
            client.socketFactory(factory).dns(factory);
            return;
        }
        client.proxySelector(new Selector());
        String authorization = authorization();
        if (authorization != null) {
            client.proxyAuthenticator((route, response) ->
                    response.request().header("Proxy-Authorization") != null
                            ? null
                            : response.request()
                                    .newBuilder()
                                    .header("Proxy-Authorization", authorization)
                                    .build());
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (socks ? "socks5://" : "http://")
                + address.getHostString()
                + ":"
                + address.getPort();
    }

    private final class Selector extends ProxySelector {

        private final List<Proxy> proxy = List.of(new Proxy(Proxy.Type.HTTP, address));

        @Override
        public List<Proxy> select(URI uri) {
            String host = uri.getHost() == null ? "" : uri.getHost();
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return bypasses(bare) ? List.of(Proxy.NO_PROXY) : proxy;
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // The call says so.
        }
    }
}
