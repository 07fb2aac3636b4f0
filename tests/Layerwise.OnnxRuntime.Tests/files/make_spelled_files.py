"""Writes apart.json, inputs.json, outputs.json and spelled.json: files <architecture>.<spelling>, or of several outputs, graphs that are put together node by node (onnx 1.12: Debian's python3-onnx) as exporters other than
PyTorch's spell them, and in opsets that PyTorch's does not write.

    /usr/bin/python3 make_spelled_files.py

What a file computes is ONNX Runtime's to say, in the test.
"""
import base64
import json
import pathlib
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FILE = pathlib.Path(__file__).parent / "spelled.json"
APART = FILE.with_name("apart.json")
FLOAT = TensorProto.FLOAT
rng = np.random.default_rng(1)
W1, B1 = rng.normal(size=(3, 5)).astype("f4"), rng.normal(size=5).astype("f4")
W2, B2 = rng.normal(size=(5, 2)).astype("f4"), rng.normal(size=2).astype("f4")
FORMATS = {opset: 3 if opset < 9 else 4 if opset < 10 else 5 if opset < 11 else 6 if opset < 12 else 7 if opset < 15 else 8 if opset < 18
           else 9 if opset < 21 else 10 for opset in range(7, 25)}


class Graph:
    """A graph under construction; a method call is a node, and gives the name of what it writes."""

    def __init__(self, opset, shape=("batch", 3), kind=FLOAT):
        self.opset, self.shape, self.kind = opset, shape, kind
        self.nodes, self.initializers, self.inputs = [], [], []

    def __getattr__(self, operation):
        def add(*inputs, **attributes):
            name = f"{operation}_{len(self.nodes)}"
            self.nodes.append(helper.make_node(operation, list(inputs), [name], **attributes))
            return name
        return add

    def split(self, value, sizes):
        names = [f"Split_{len(self.nodes)}_{i}" for i in range(len(sizes))]
        self.nodes.append(helper.make_node("Split", [value, self.constant(np.array(sizes))], names, axis=-1))
        return names

    def weights(self, values, kind=None, is_input=False):
        name = f"weights_{len(self.initializers)}"
        tensor = numpy_helper.from_array(np.asarray(values), name) if kind is None else kind(name, np.asarray(values))
        self.initializers.append(tensor)
        if is_input:
            self.inputs.append(helper.make_tensor_value_info(name, tensor.data_type, tensor.dims))
        return name

    def constant(self, values):
        return self.Constant(value=numpy_helper.from_array(np.asarray(values)))

    def file(self, last, shape=("batch", 2), kind=None):
        return self.file_of({"output": last}, [shape], kind)

    def file_of(self, outputs, shapes, kind=None):
        self.nodes += [helper.make_node("Identity", [value], [name]) for name, value in outputs.items()]
        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes, "graph", [value("input", self.kind, self.shape), *self.inputs],
            [value(name, kind or self.kind, shape) for name, shape in zip(outputs, shapes)], self.initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], ir_version=FORMATS[self.opset])
        return base64.b64encode(model.SerializeToString()).decode()


def one_by_one(kind, convert):
    """Elements in the field of their type, as helper.make_tensor writes them, in place of raw bytes."""
    return lambda name, values: helper.make_tensor(name, kind, values.shape, convert(values))


def bfloat16(values):
    return (values.astype("<f4").view("<u4") >> 16).astype("<u2")


def raw_bfloat16(name, values):
    return helper.make_tensor(name, TensorProto.BFLOAT16, values.shape, bfloat16(values).tobytes(), raw=True)


def between(opset, activation):
    g = Graph(opset)
    z = g.Gemm("input", g.weights(W1), g.weights(B1))
    return g.file(g.Gemm(activation(g, z), g.weights(W2), g.weights(B2)))


FILES = {}
for opset in range(7, 25):
    FILES[f"relu.opset{opset}-spelled"] = between(opset, lambda g, z: g.Relu(z))
for opset in (7, 10, 12, 13, 18, 24):
    g = Graph(opset)
    z = g.Gemm(g.Relu(g.Gemm("input", g.weights(W1), g.weights(B1))), g.weights(W2), g.weights(B2))
    FILES[f"softmax.opset{opset}-spelled"] = g.file(g.Softmax(z, axis=1))

# Products.
g = Graph(13)
z = g.Relu(g.Add(g.weights(B1), g.MatMul("input", g.weights(W1))))
FILES["relu.matmul-add"] = g.file(g.Add(g.MatMul(z, g.weights(W2)), g.weights(B2.reshape(1, 2))))
g = Graph(13)
z = g.Relu(g.Gemm("input", g.weights(W1.T.copy()), g.weights(B1), alpha=0.5, beta=2.0, transB=1))
FILES["relu.alpha-beta"] = g.file(g.Gemm(z, g.weights(W2), g.weights(B2[:1]), beta=0.25))
g = Graph(13)
z = g.Relu(g.Add(g.MatMul("input", g.Transpose(g.weights(W1.T.copy()), perm=[1, 0])), g.weights(B1)))
FILES["relu.transposed"] = g.file(g.Add(g.MatMul(z, g.Transpose(g.Identity(g.weights(W2.T.copy())))), g.weights(B2)))
g = Graph(13)
z = g.Relu(g.Gemm("input", g.constant(W1), g.constant(B1)))
FILES["relu.constants"] = g.file(g.Gemm(z, g.constant(W2), g.constant(B2)))
g = Graph(8)
z = g.Relu(g.Gemm("input", g.weights(W1, is_input=True), g.weights(B1, is_input=True)))
FILES["relu.initializers-are-inputs"] = g.file(g.Gemm(z, g.weights(W2, is_input=True), g.weights(B2, is_input=True)))
g = Graph(13)
z = g.Relu(g.Gemm(g.Reshape("input", g.constant(np.array([0, -1]))), g.weights(W1), g.weights(B1)))
FILES["relu.reshaped"] = g.file(g.Squeeze(g.Unsqueeze(g.Gemm(z, g.weights(W2), g.weights(B2)), g.constant(np.array([1]))), g.constant(np.array([1]))))
g = Graph(11)
z = g.Gemm(g.Dropout(g.Cast("input", to=FLOAT), ratio=0.5), g.weights(W1), g.weights(B1))
FILES["relu.nothing-changes"] = g.file(g.Cast(g.Gemm(g.Transpose(g.Relu(z), perm=[0, 1]), g.weights(W2), g.weights(B2)), to=FLOAT))
g = Graph(13, shape=(1, 3))
FILES["relu.one-sample"] = g.file(g.Gemm(g.Relu(g.Gemm(g.Reshape("input", g.constant(np.array([1, -1]))), g.weights(W1), g.weights(B1))), g.weights(W2), g.weights(B2)), (1, 2))

# Elements.
FLOATS = one_by_one(FLOAT, lambda v: v.ravel().tolist())
HALVES = one_by_one(TensorProto.FLOAT16, lambda v: v.astype("<f2").view("<u2").ravel().tolist())
for name, kind in {"float-data": FLOATS, "half-data": HALVES, "half-raw": lambda n, v: numpy_helper.from_array(v.astype("<f2"), n), "bfloat16-raw": raw_bfloat16}.items():
    g = Graph(13)
    as_float = (lambda name: name) if name == "float-data" else (lambda name: g.Cast(name, to=FLOAT))
    z = g.Relu(g.Gemm("input", as_float(g.weights(W1, kind)), as_float(g.weights(B1, kind))))
    FILES[f"relu.{name}"] = g.file(g.Gemm(z, as_float(g.weights(W2, kind)), as_float(g.weights(B2, kind))))
for name, kind in {"double-raw": None, "double-data": one_by_one(TensorProto.DOUBLE, lambda v: v.ravel().tolist())}.items():
    g = Graph(13)
    wide = lambda values: g.weights(values.astype("f8"), kind)
    z = g.Relu(g.Gemm(g.Cast("input", to=TensorProto.DOUBLE), wide(W1), wide(B1)))
    FILES[f"relu.{name}"] = g.file(g.Cast(g.Gemm(z, wide(W2), wide(B2)), to=FLOAT))

# Activations, as curves.
number = lambda g, value: g.constant(np.float32(value))
FILES["relu.maximum"] = between(13, lambda g, z: g.Max(z, number(g, 0)))
FILES["relu.clip"] = between(13, lambda g, z: g.Clip(z, number(g, 0)))
FILES["relu.where"] = between(16, lambda g, z: g.Where(g.Greater(z, number(g, 0)), z, number(g, 0)))
FILES["leaky-relu-steep.maximum"] = between(13, lambda g, z: g.Max(z, g.Mul(z, number(g, 0.3))))
FILES["leaky-relu-steep.prelu"] = between(13, lambda g, z: g.PRelu(z, g.weights(np.full(5, 0.3, "f4"))))
FILES["leaky-relu.default"] = between(13, lambda g, z: g.LeakyRelu(z))
FILES["prelu.keras"] = between(13, lambda g, z: g.Add(g.Relu(z), g.Mul(g.Neg(number(g, 0.37)), g.Relu(g.Neg(z)))))
SLOPES = np.array([0.25, -0.5, 0, 1, 3], "f4")
FILES["prelu-per-unit.opset7"] = between(7, lambda g, z: g.PRelu(z, g.weights(SLOPES)))
FILES["prelu-per-unit.one-for-all"] = between(13, lambda g, z: g.PRelu(z, g.weights(SLOPES[:1])))
FILES["prelu-per-unit.keras"] = between(13, lambda g, z: g.Add(g.Relu(z), g.Mul(g.Neg(g.weights(SLOPES)), g.Relu(g.Neg(z)))))
FILES["prelu-per-unit.subtracted"] = between(13, lambda g, z: g.Sub(g.Relu(z), g.Mul(g.Relu(g.Neg(z)), g.weights(SLOPES))))
FILES["prelu-per-unit.halved"] = between(13, lambda g, z: g.Add(g.Mul(g.Mul(g.weights(SLOPES), g.Sub(z, g.Abs(z))), number(g, 0.5)), g.Relu(z)))
FILES["prelu-per-unit.minimum"] = between(13, lambda g, z: g.Add(z, g.Neg(g.Mul(g.Min(z, number(g, 0)), g.weights(1 - SLOPES)))))
g = Graph(13)
z = g.Add(g.MatMul("input", g.weights(W1)), g.weights(np.full(5, 0.5, "f4")))
FILES["prelu-per-unit.one-bias"] = g.file(g.Gemm(g.Add(g.Relu(z), g.Mul(g.Neg(g.weights(SLOPES)), g.Relu(g.Neg(z)))), g.weights(W2), g.weights(B2)))
FILES["relu6.minimum"] = between(13, lambda g, z: g.Min(g.Relu(z), number(g, 6)))
FILES["hard-sigmoid.spelled"] = between(13, lambda g, z: g.Div(g.Clip(g.Add(z, number(g, 3)), number(g, 0), number(g, 6)), number(g, 6)))
FILES["hard-sigmoid.scaled"] = between(13, lambda g, z: g.Clip(g.Add(g.Mul(z, number(g, 1 / 6)), number(g, 0.5)), number(g, 0), number(g, 1)))
FILES["hard-swish.spelled"] = between(13, lambda g, z: g.Mul(z, g.Div(g.Clip(g.Add(z, number(g, 3)), number(g, 0), number(g, 6)), number(g, 6))))
FILES["tanh.of-sigmoid"] = between(13, lambda g, z: g.Sub(g.Mul(g.Sigmoid(g.Mul(z, number(g, 2))), number(g, 2)), number(g, 1)))
FILES["softplus.spelled"] = between(13, lambda g, z: g.Log(g.Add(g.Exp(z), number(g, 1))))
FILES["silu.spelled"] = between(13, lambda g, z: g.Div(z, g.Add(g.Exp(g.Neg(z)), number(g, 1))))
FILES["gelu.halved-first"] = between(13, lambda g, z: g.Mul(g.Mul(z, number(g, 0.5)), g.Add(number(g, 1), g.Erf(g.Mul(z, number(g, 0.70710677))))))
FILES["gelu.opset20"] = between(20, lambda g, z: g.Gelu(z))
FILES["gelu-tanh.opset20"] = between(20, lambda g, z: g.Gelu(z, approximate="tanh"))
FILES["mish.opset18"] = between(18, lambda g, z: g.Mish(z))
FILES["hard-swish.opset14"] = between(14, lambda g, z: g.HardSwish(z))
FILES["elu.celu"] = between(12, lambda g, z: g.Mul(g.Elu(z, alpha=0.7), number(g, 1)))

# Normalization, and scales in front.
norm = lambda g, x, n: g.BatchNormalization(
    x, *[g.weights(rng.uniform(0.5, 1.5, n).astype("f4")) for _ in range(4)], epsilon=1e-3)
for opset in (7, 9, 14, 15):
    g = Graph(opset)
    FILES[f"normalized.opset{opset}-spelled"] = g.file(
        g.Gemm(g.Relu(norm(g, g.Gemm("input", g.weights(W1), g.weights(B1)), 5)), g.weights(W2), g.weights(B2)))
g = Graph(15)
z = norm(g, norm(g, g.MatMul(norm(g, "input", 3), g.weights(W1)), 5), 5)
FILES["normalized-folded.thrice"] = g.file(g.Gemm(norm(g, g.Relu(z), 5), g.weights(W2), g.weights(B2)))
g = Graph(15)
x = g.Div(g.Sub("input", g.constant(np.array([[1, 2, 3]], "f4"))), g.constant(np.array([2, 4, 8], "f4")))
FILES["relu.standardized"] = g.file(g.Gemm(g.Relu(g.Gemm(g.Mul(number(g, 2), x), g.weights(W1), g.weights(B1))), g.weights(W2), g.weights(B2)))
g = Graph(15)
FILES["tanh.scaled-between"] = g.file(g.Gemm(g.Add(number(g, 1), g.Mul(g.Tanh(g.Gemm("input", g.weights(W1), g.weights(B1))), number(g, 3))), g.weights(W2), g.weights(B2)))
g = Graph(15)
z = g.Relu(g.Gemm("input", g.weights(W1), g.weights(B1)))
FILES["relu.scaled-output"] = g.file(g.Sub(number(g, 1), g.Mul(g.Gemm(z, g.weights(W2), g.weights(B2)), g.constant(np.array([10, 20], "f4")))))

# Behind the last activation: the range of an action, and a normalization.
for opset in (7, 17):
    g = Graph(opset)
    a = g.Tanh(g.Gemm(g.Relu(g.Gemm("input", g.weights(W1), g.weights(B1))), g.weights(W2), g.weights(B2)))
    FILES[f"scaled-outputs.opset{opset}-spelled"] = g.file(g.Add(g.Mul(a, g.constant(np.array([10, 20], "f4"))), g.constant(np.array([0.5, -1], "f4"))))
    g = Graph(opset)
    a = g.Tanh(g.Gemm(g.Relu(g.Gemm("input", g.weights(W1), g.weights(B1))), g.weights(W2), g.weights(B2)))
    FILES[f"scaled-outputs.normalized-opset{opset}"] = g.file(norm(g, a, 2))

# Normalization of rows and residual connections.
W5, B5, G5, S5 = rng.normal(size=(5, 5)).astype("f4"), rng.normal(size=5).astype("f4"), rng.uniform(0.5, 1.5, 5).astype("f4"), rng.normal(size=5).astype("f4")
for opset in (23, 24):
    FILES[f"rms-normalized.opset{opset}"] = between(opset, lambda g, z: g.Mul(*[(y := g.RMSNormalization(z, g.weights(G5))), g.Sigmoid(y)]))
FILES["rms-normalized.integer-power"] = between(18, lambda g, z: g.Mul(*[
    (y := g.Mul(g.weights(G5), g.Div(z, g.Pow(g.Add(number(g, 1e-5), g.ReduceMean(g.Pow(z, g.constant(np.array(2))), g.constant(np.array([-1])))), number(g, 0.5))))), g.Sigmoid(y)]))
FILES["layer-normalized.opset18"] = between(18, lambda g, z: g.Relu(g.LayerNormalization(z, g.weights(G5), g.weights(S5), axis=1)))
FILES["layer-normalized.no-shift"] = between(17, lambda g, z: g.Relu(g.LayerNormalization(z, g.weights(G5))))
FILES["layer-normalized.reciprocal"] = between(18, lambda g, z: g.Relu(g.Add(g.Mul(g.weights(G5), g.Mul(g.Reciprocal(g.Sqrt(g.Add(g.ReduceMean(
    g.Mul(*[g.Sub(z, g.ReduceMean(z, g.constant(np.array([1]))))] * 2), g.constant(np.array([1]))), number(g, 1e-5)))),
    g.Sub(z, g.ReduceMean(z, g.constant(np.array([1])))))), g.weights(S5))))
def around(opset, first, second):
    g = Graph(opset)
    h = g.Gemm("input", g.weights(W1), g.weights(B1))
    for add in (first, second):
        h = add(g, h, g.Tanh(g.Gemm(h, g.weights(W5), g.weights(B5))))
    return g.file(g.Gemm(h, g.weights(W2), g.weights(B2)))
FILES["residual.either-way"] = around(13, lambda g, x, f: g.Add(f, x), lambda g, x, f: g.Sum(x, f))
FILES["residual.reshaped"] = around(13, lambda g, x, f: g.Add(g.Identity(x), g.Reshape(f, g.constant(np.array([-1, 5])))), lambda g, x, f: g.Add(g.Dropout(f), x))

g = Graph(13)
z = g.Add(g.Mul(g.MatMul(g.Sub("input", number(g, 0.5)), g.weights(W1)), number(g, 2)), g.Tanh(g.Gemm("input", g.weights(W1 + 1), g.weights(B1))))
FILES["residual-projected-inputs.scaled"] = g.file(g.Gemm(z, g.weights(W2), g.weights(B2)))

FILE.write_text(json.dumps(FILES, indent=0) + "\n")

# Several outputs, of which some are not alone at their place.
OUTPUTS = {}
def outputs(name, make):
    g = Graph(13)
    z = g.Gemm("input", g.weights(W1), g.weights(B1))
    OUTPUTS[name] = g.file_of(*make(g, z))
two = lambda g, h: g.Gemm(h, g.weights(W2), g.weights(B2))
outputs("one-tensor", lambda g, z: ({"a": (y := two(g, g.Relu(z))), "b": y}, [("batch", 2)] * 2))
outputs("scores-and-shares", lambda g, z: ({"scores": (y := two(g, g.Relu(z))), "shares": g.Softmax(y)}, [("batch", 2)] * 2))
outputs("hidden-and-value", lambda g, z: ({"value": two(g, (h := g.Tanh(z))), "hidden": h}, [("batch", 2), ("batch", 5)]))
outputs("parting-twice", lambda g, z: (
    {"one": two(g, (h := g.Relu(z))), "two": two(g, (k := g.Tanh(g.Gemm(h, g.weights(W5), g.weights(B5))))), "three": g.Sigmoid(two(g, k))}, [("batch", 2)] * 3))
outputs("normalized-before", lambda g, z: ({"a": two(g, (h := norm(g, g.Relu(z), 5))), "b": g.Softmax(two(g, h))}, [("batch", 2)] * 2))
W53, B3 = rng.normal(size=(5, 3)).astype("f4"), rng.normal(size=3).astype("f4")
ints = lambda g, *values: g.constant(np.array(values))
three = lambda g, z: g.Add(g.MatMul(g.Relu(z), g.weights(W53)), g.weights(B3))
outputs("split", lambda g, z: ({"mean": (parts := g.split(three(g, z), [2, 1]))[0], "deviation": g.Softplus(parts[1])}, [("batch", 2), ("batch", 1)]))
outputs("split-probabilities", lambda g, z: ({"a": (parts := g.split(g.Softmax(three(g, z)), [2, 1]))[0], "b": parts[1]}, [("batch", 2), ("batch", 1)]))
outputs("sliced", lambda g, z: (
    {"a": g.Slice((t := g.PRelu(three(g, z), g.weights(SLOPES[:3]))), ints(g, 0), ints(g, 2), ints(g, 1)), "b": g.Slice(t, ints(g, -1), ints(g, 9), ints(g, -1))},
    [("batch", 2), ("batch", 1)]))
FILE.with_name("outputs.json").write_text(json.dumps(OUTPUTS, indent=0) + "\n")

# inputs.json: two inputs, which a Concat joins.
g = Graph(13, shape=("batch", 2))
g.inputs = [helper.make_tensor_value_info("goal", FLOAT, ("batch", 1))]
z = g.Relu(g.Gemm(g.Concat("goal", g.Identity("input"), axis=-1), g.weights(W1), g.weights(B1)))
FILE.with_name("inputs.json").write_text(json.dumps({"joined": g.file(g.Gemm(z, g.weights(W2), g.weights(B2)))}, indent=0) + "\n")

# apart.json: the graph of relu.opset13-spelled, and its weights in another file.
model = onnx.load_from_string(base64.b64decode(FILES["relu.opset13-spelled"]))
with tempfile.TemporaryDirectory() as folder:
    onnx.save_model(model, f"{folder}/policy.onnx", save_as_external_data=True, location="policy.onnx.data", size_threshold=0)
    APART.write_text(json.dumps(
        {name: base64.b64encode(pathlib.Path(folder, name).read_bytes()).decode() for name in ("policy.onnx", "policy.onnx.data")}, indent=0) + "\n")
