# SPDX-License-Identifier: EUPL-1.2
"""Writes model.onnx: a BERT-like graph of two numbers a token, to be computed by hand in tests.

The vector of token i with id t is (t, i) plus its token type; every position counts. Needs onnx.
"""
import os
import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

VOCABULARY, LONGEST = 12, 8
table = np.stack([np.arange(VOCABULARY), np.zeros(VOCABULARY)], 1).astype(np.float32)
positions = np.stack([np.zeros(LONGEST), np.arange(LONGEST)], 1).astype(np.float32)
constants = [
    numpy_helper.from_array(table, "table"),
    numpy_helper.from_array(positions, "positions"),
    numpy_helper.from_array(np.array([0], np.int64), "zero"),
    numpy_helper.from_array(np.array([2], np.int64), "two"),
]
nodes = [
    helper.make_node("Gather", ["table", "input_ids"], ["words"]),
    helper.make_node("Shape", ["input_ids"], ["length"], start=1, end=2),
    helper.make_node("Slice", ["positions", "zero", "length", "zero"], ["places"]),
    helper.make_node("Add", ["words", "places"], ["placed"]),
    helper.make_node("Cast", ["token_type_ids"], ["types"], to=TensorProto.FLOAT),
    helper.make_node("Unsqueeze", ["types", "two"], ["column"]),
    helper.make_node("Add", ["placed", "column"], ["typed"]),
    helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
    helper.make_node("Unsqueeze", ["mask", "two"], ["seen"]),
    helper.make_node("Mul", ["typed", "seen"], ["last_hidden_state"]),
]
shape = ["batch", "sequence"]
inputs = [
    helper.make_tensor_value_info(name, TensorProto.INT64, shape)
    for name in ("input_ids", "attention_mask", "token_type_ids")
]
output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape + [2])
graph = helper.make_graph(nodes, "tiny", inputs, [output], constants)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
save(model, os.path.join(os.path.dirname(__file__), "model.onnx"))
