/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process that embeds one text with traps set for all that reaches for the network. */
public final class QuietChild {

    private QuietChild() {}

    /** Takes the connector's folder, or nothing to spring the traps on purpose. */
    public static void main(String[] args) throws IOException {
        URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Trap() : null);
        if (args.length == 0) {
            springTraps();
        } else {
            OnnxConnector connector = new OnnxConnector();
            Contexts context = Contexts.in(Path.of(args[0]));
            try (OnnxEmbeddingModel model =
                    (OnnxEmbeddingModel)
                            connector.embeddingModel(connector.offers(context).get(0), context)) {
                System.out.println("EMBEDDED " + model.embed("Hej").content().dimension());
                tellSockets();
            }
        }
    }

    /** What native code opens passes by every trap in Java, but has a descriptor. */
    private static void tellSockets() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (Stream<Path> all = Files.list(descriptors)) {
                for (Path descriptor : all.toList()) {
                    if (Files.isSymbolicLink(descriptor)
                            && Files.exists(descriptor)
                            && Files.readSymbolicLink(descriptor)
                                    .toString()
                                    .startsWith("socket:")) {
                        System.out.println("TRAP socket");
                    }
                }
            }
        }
    }

    private static void springTraps() {
        try {
            InetAddress[] addresses = InetAddress.getAllByName("trap.invalid");
            System.out.println("resolved " + addresses.length);
        } catch (IOException e) {
            System.out.println("as expected");
        }
        try {
            URLConnection connection =
                    URI.create("http://169.254.169.254/latest").toURL().openConnection();
            System.out.println("opened " + connection);
        } catch (IOException e) {
            System.out.println("as expected");
        }
    }

    private static final class Trap extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            System.out.println("TRAP url " + url);
            throw new IOException("no network");
        }

        @Override
        protected URLConnection openConnection(URL url, java.net.Proxy proxy) throws IOException {
            return openConnection(url);
        }
    }
}
