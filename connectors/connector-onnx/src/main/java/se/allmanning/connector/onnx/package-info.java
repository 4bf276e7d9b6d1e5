/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Embedding models on ONNX Runtime, inside the process: no server, no key, no network.
 *
 * <p>{@link se.allmanning.connector.onnx.OnnxConnector} offers a host every model that lies on the
 * class path as an artifact and every folder that the configuration names; the host finds the
 * connector through {@link se.allmanning.connector.onnx.OnnxExtension}.
 *
 * <pre>{@code
 * connectors:
 *   onnx:
 *     workers: 4                    # texts at once, the number of processors unless set
 *     natives: /opt/allmanning      # where machine code is unpacked, the connector's folder unless set
 *     models:
 *       - path: my-model            # a folder with model.json, from the connector's folder
 * }</pre>
 *
 * <p>{@link se.allmanning.connector.onnx.OnnxEmbeddingModel} is a LangChain4j {@code
 * EmbeddingModel} and serves without a host too:
 *
 * <pre>{@code
 * try (OnnxEmbeddingModel model = OnnxEmbeddingModel.open(Path.of("my-model"))) {
 *     float[] vector = model.embed("Hur överklagar jag?").content().vector();
 * }
 * }</pre>
 *
 * <p>A model's files are checked against the digests in its {@code model.json} each time it is
 * opened. Nothing here contacts the network: ONNX Runtime is used in a version without an uploader
 * and others are refused, and of DJL only the tokenizers' JNI class is used.
 *
 * <p>A connector and an open model are safe for many threads; a builder is not.
 */
@NullMarked
package se.allmanning.connector.onnx;

import org.jspecify.annotations.NullMarked;
