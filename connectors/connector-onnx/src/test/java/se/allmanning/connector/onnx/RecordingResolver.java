/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Answers no name and tells of each that is asked. Only on the class path of {@link QuietChild}.
 */
public final class RecordingResolver extends InetAddressResolverProvider {

    /** Called by the JDK. */
    public RecordingResolver() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                System.out.println("TRAP name " + host);
                throw new UnknownHostException(host);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                System.out.println("TRAP address");
                throw new UnknownHostException();
            }
        };
    }

    @Override
    public String name() {
        return "recording";
    }
}
