/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.util.List;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ModelConnector;

/** Brings {@link OnnxConnector} to a host. Found by the service loader. */
public final class OnnxExtension implements AllmanningExtension {

    /** Called by the service loader. */
    public OnnxExtension() {}

    @Override
    public List<ModelConnector> modelConnectors() {
        return List.of(new OnnxConnector());
    }
}
