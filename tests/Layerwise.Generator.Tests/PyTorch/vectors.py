"""Writes vectors.json: small networks evaluated and differentiated by PyTorch, in double precision.

    python3 vectors.py > vectors.json

Parameters and samples are rounded to float first, so that a float network starts from exactly the same numbers.
Parameters stand in Layerwise's order: layer after layer, weights [fanIn, fanOut] row-major, biases, gamma, beta, slope.
"""

import json

import torch
import torch.nn.functional as F

torch.manual_seed(20240229)

ACTIVATIONS = {
    "Identity": lambda z, slope: z,
    "Relu": lambda z, slope: F.relu(z),
    "LeakyRelu": lambda z, slope: F.leaky_relu(z, slope),
    "Sigmoid": lambda z, slope: torch.sigmoid(z),
    "Tanh": lambda z, slope: torch.tanh(z),
    "Softmax": lambda z, slope: torch.softmax(z, dim=1),
    "Elu": lambda z, slope: F.elu(z, slope),
    "Selu": lambda z, slope: F.selu(z),
    "Gelu": lambda z, slope: F.gelu(z),
    "GeluTanh": lambda z, slope: F.gelu(z, approximate="tanh"),
    "Silu": lambda z, slope: F.silu(z),
    "Mish": lambda z, slope: F.mish(z),
    "Softplus": lambda z, slope: F.softplus(z, threshold=1000),
    "Softsign": lambda z, slope: F.softsign(z),
    # PyTorch 1.13's own backward pass multiplies by a sixth that was rounded to float.
    "HardSigmoid": lambda z, slope: F.relu6(z + 3) / 6,
    "HardSwish": lambda z, slope: F.hardswish(z),
    "HardTanh": lambda z, slope: F.hardtanh(z),
    "Relu6": lambda z, slope: F.relu6(z),
    "PRelu": lambda z, slope: F.prelu(z, slope),
    "LogSoftmax": lambda z, slope: torch.log_softmax(z, dim=1),
}


def cross_entropy(logarithms, y, labelSmoothing=0.0, classWeights=None):
    """PyTorch's own, which takes logits: the logarithms of probabilities are such."""
    weights = None if classWeights is None else torch.tensor(classWeights, dtype=torch.float64)
    return F.cross_entropy(logarithms, y, weight=weights, label_smoothing=labelSmoothing)


LOSSES = {
    "MeanSquaredError": F.mse_loss,
    "MeanAbsoluteError": F.l1_loss,
    "Huber": F.huber_loss,
    "SmoothL1": F.smooth_l1_loss,
    "BinaryCrossEntropy": F.binary_cross_entropy,
    "BinaryCrossEntropyWithLogits": F.binary_cross_entropy_with_logits,
    # Keras's Hinge, which PyTorch doesn't have.
    "Hinge": lambda a, y: torch.clamp(1 - y * a, min=0).mean(),
}

# Of the logarithms of probabilities.
OF_LOGARITHMS = {
    "CrossEntropy": cross_entropy,
    "KullbackLeibler": lambda logarithms, y: F.kl_div(logarithms, y, reduction="batchmean"),
}


def layer(fan_in, fan_out, activation, slope=0.01, bias=True, norm=False, **more):
    """More: rows "Layer" or "Rms", span of a residual connection, order, perUnit for a slope of each unit."""
    return {"fanIn": fan_in, "fanOut": fan_out, "activation": activation, "slope": slope, "bias": bias, "norm": norm, **more}


NETWORKS = [
    ("Linear", "MeanSquaredError", 3, [layer(5, 4, "Identity")]),
    ("LinearWithoutBias", "MeanSquaredError", 2, [layer(7, 3, "Identity", bias=False)]),
    ("Regression", "MeanSquaredError", 4, [layer(3, 9, "Relu"), layer(9, 1, "Identity")]),
    ("Leaky", "MeanSquaredError", 5, [layer(8, 17, "LeakyRelu"), layer(17, 2, "LeakyRelu", slope=0.25)]),
    ("Control", "MeanSquaredError", 6, [layer(4, 8, "Tanh"), layer(8, 3, "Tanh")]),
    ("ExclusiveOr", "BinaryCrossEntropy", 4, [layer(2, 8, "Tanh"), layer(8, 1, "Sigmoid")]),
    ("MultiLabel", "BinaryCrossEntropy", 3, [layer(6, 16, "Sigmoid"), layer(16, 5, "Sigmoid")]),
    ("SigmoidSquared", "MeanSquaredError", 3, [layer(6, 5, "Sigmoid")]),
    ("Classifier", "CrossEntropy", 7, [layer(16, 33, "Relu"), layer(33, 10, "Softmax")]),
    ("SoftmaxSquared", "MeanSquaredError", 2, [layer(5, 7, "Softmax")]),
    ("HiddenSoftmax", "MeanSquaredError", 3, [layer(5, 7, "Softmax"), layer(7, 2, "Identity")]),
    ("Deep", "CrossEntropy", 3, [
        layer(9, 15, "Tanh"), layer(15, 16, "LeakyRelu", slope=0.1), layer(16, 17, "Sigmoid", bias=False),
        layer(17, 8, "Relu"), layer(8, 4, "Softmax")]),
    ("Absolute", "MeanAbsoluteError", 4, [layer(5, 9, "Tanh"), layer(9, 3, "Identity")]),
    ("HuberOne", "Huber", 5, [layer(5, 9, "Relu"), layer(9, 3, "Identity")]),
    ("HuberSmall", "Huber", 5, [layer(5, 17, "Identity")], dict(delta=0.25)),
    ("Smooth", "SmoothL1", 5, [layer(5, 17, "LeakyRelu")], dict(beta=0.5)),
    ("Logits", "BinaryCrossEntropyWithLogits", 6, [layer(4, 8, "Tanh"), layer(8, 5, "Identity")]),
    ("Divergence", "KullbackLeibler", 5, [layer(4, 8, "Tanh"), layer(8, 17, "Softmax")]),
    ("SigmoidDivergence", "KullbackLeibler", 5, [layer(4, 3, "Sigmoid")]),
    ("Margin", "Hinge", 7, [layer(4, 8, "Relu"), layer(8, 3, "Identity")]),
    ("Smoothed", "CrossEntropy", 6, [layer(8, 16, "Relu"), layer(16, 10, "Softmax")], dict(labelSmoothing=0.125)),
    ("Weighted", "CrossEntropy", 6, [layer(8, 5, "Softmax")], dict(classWeights=[1, 0.5, 2, 0, 1.25])),
    ("Both", "CrossEntropy", 6, [layer(8, 5, "Softmax")], dict(labelSmoothing=0.25, classWeights=[1, 0.5, 2, 0.75, 1.25])),
]

# Each of the others once behind a hidden layer and once before the loss.
NETWORKS += [
    (activation + "Twice", "MeanSquaredError", 4, [layer(5, 9, activation, slope=1.25), layer(9, 3, activation, slope=0.5)])
    for activation in list(ACTIVATIONS)[6:]]
NETWORKS += [
    ("LogLikelihood", "CrossEntropy", 5, [layer(6, 9, "PRelu", slope=0.25, bias=False), layer(9, 4, "LogSoftmax")]),
    ("LogSmoothedAndWeighted", "CrossEntropy", 6, [layer(8, 5, "LogSoftmax")],
        dict(labelSmoothing=0.25, classWeights=[1, 0.5, 2, 0.75, 1.25])),
    ("LogDivergence", "KullbackLeibler", 5, [layer(4, 8, "Gelu"), layer(8, 17, "LogSoftmax")]),
]

# Batch normalization: in training, and in the inference that follows it.
NETWORKS += [
    ("Normalized" + activation, "MeanSquaredError", 7, [layer(5, 9, activation, slope=0.2, norm=True), layer(9, 3, "Identity")])
    for activation in ("Relu", "LeakyRelu", "Sigmoid", "Tanh", "Gelu", "PRelu")]
NETWORKS += [
    ("NormalizedClassifier", "CrossEntropy", 8, [
        layer(8, 16, "Relu", bias=False, norm=True), layer(16, 9, "Tanh", bias=False, norm=True), layer(9, 4, "Softmax")]),
    ("NormalizedOutputs", "CrossEntropy", 6, [layer(6, 17, "Silu", norm=True), layer(17, 5, "LogSoftmax", norm=True)]),
    ("NormalizedLogits", "BinaryCrossEntropy", 9, [layer(4, 8, "Identity", norm=True), layer(8, 3, "Sigmoid", norm=True)]),
    ("NormalizedPair", "MeanSquaredError", 2, [layer(4, 5, "Tanh", norm=True), layer(5, 2, "Identity")]),
]

# Rows normalized by themselves, and residual connections, in every order.
NETWORKS += [
    (rows + "Normalized" + activation, "MeanSquaredError", 4, [layer(5, 9, activation, slope=0.2, rows=rows), layer(9, 3, "Identity", rows=rows)])
    for rows in ("Layer", "Rms") for activation in ("Relu", "Tanh", "Gelu", "PRelu", "Softmax")]
NETWORKS += [
    ("Residual" + activation + str(i), "MeanSquaredError", 5, [layer(4, 9, "Tanh"), layer(9, 9, activation, slope=0.2, span=1, order=order), layer(9, 3, "Identity")])
    for i, order in enumerate(("LinearActivateAdd", "LinearAddActivate", "ActivateLinearAdd")) for activation in ("Relu", "Tanh", "Silu", "PRelu", "LogSoftmax")]
NETWORKS += [
    (rows + "Residual" + str(i), "MeanSquaredError", 5, [
        layer(8, 17, "Gelu", rows=rows, order=order), layer(17, 8, "Relu", rows=rows, span=2, order=order), layer(8, 8, "Tanh", span=1, order=order)])
    for i, order in enumerate(("LinearActivateAdd", "LinearAddActivate", "ActivateLinearAdd")) for rows in ("Layer", "Rms")]
NETWORKS += [
    ("BatchResidual" + str(i), "MeanSquaredError", 6, [
        layer(6, 9, "Tanh", norm=True, order=order), layer(9, 6, "Relu", norm=True, span=2, order=order), layer(6, 6, "Mish", span=3, order=order), layer(6, 2, "Identity")])
    for i, order in enumerate(("LinearActivateAdd", "LinearAddActivate", "ActivateLinearAdd"))]
NETWORKS += [
    ("PreActivated", "MeanSquaredError", 3, [layer(4, 7, "Silu", order="ActivateLinearAdd"), layer(7, 5, "Relu", rows="Layer", order="ActivateLinearAdd")]),
    ("ConnectedInputs", "MeanSquaredError", 1, [layer(5, 5, "Tanh", span=1), layer(5, 5, "Tanh", span=2)]),
    ("ConnectedClassifier", "CrossEntropy", 5, [layer(4, 4, "Relu", rows="Rms", span=1), layer(4, 4, "Softmax", span=1, order="LinearAddActivate")]),
]

# A slope for each unit: after z, after a sum, before the product, after a normalization.
NETWORKS += [
    ("SlopesOfUnits" + str(i), "MeanSquaredError", 6, [
        layer(5, 9, "PRelu", perUnit=True, order=order, **({"rows": "Layer"} if i == 2 else {})), layer(9, 9, "PRelu", perUnit=True, span=1, order=order), layer(9, 3, "PRelu", perUnit=True, norm=True)])
    for i, order in enumerate(("LinearActivateAdd", "LinearAddActivate", "ActivateLinearAdd"))]

# Normalization of the sum.
NETWORKS += [
    ("PostNormalized", "MeanSquaredError", 5, [
        layer(6, 9, "Relu"), layer(9, 6, "Identity", rows="Layer", span=2, order="LinearActivateAddNormalize"), layer(6, 6, "PRelu", rows="Rms", span=1, order="LinearActivateAddNormalize")]),
    ("PostNormalizedOverBatches", "MeanSquaredError", 7, [
        layer(6, 6, "Tanh", norm=True, span=1, order="LinearActivateAddNormalize"), layer(6, 4, "Identity", norm=True, order="LinearActivateAddNormalize"), layer(4, 2, "Identity")]),
]


def rounded(tensor):
    return tensor.float().double()


def uniform(*shape, bound=1.0):
    return rounded((torch.rand(*shape, dtype=torch.float64) * 2 - 1) * bound)


def targets(loss, rows, width):
    if loss in ("MeanSquaredError", "MeanAbsoluteError", "Huber", "SmoothL1"):
        return uniform(rows, width)
    if loss == "Hinge":
        return torch.sign(uniform(rows, width))
    y = torch.rand(rows, width, dtype=torch.float64)
    return rounded(y / y.sum(dim=1, keepdim=True) if loss in ("CrossEntropy", "KullbackLeibler") else y)


def forward(inputs, layers, parameters, statistics, training):
    """In training the statistics of a batch normalization are those of the batch, and move; otherwise they are the running ones."""
    rest, running, before, a = list(parameters), list(statistics), [], inputs
    for spec in layers:
        before.append(a)
        weights = rest.pop(0)
        biases = rest.pop(0) if spec["bias"] else 0
        rows = spec.get("rows")
        gamma = rest.pop(0) if spec["norm"] or rows else None
        beta = rest.pop(0) if spec["norm"] or rows == "Layer" else None
        means, variances = (running.pop(0), running.pop(0)) if spec["norm"] else (None, None)
        slope = rest.pop(0) if spec["activation"] == "PRelu" else torch.tensor(spec["slope"]).item()

        def linear(x):
            return x @ weights + biases

        def normalize(z):
            if spec["norm"]:
                return F.batch_norm(z, means, variances, gamma, beta, training=training)
            if rows == "Layer":
                return F.layer_norm(z, z.shape[1:], gamma, beta)
            # nn.RMSNorm came with PyTorch 2.4: this is its formula.
            return z * torch.rsqrt(z.pow(2).mean(dim=1, keepdim=True) + 1e-5) * gamma if rows == "Rms" else z

        def activate(z):
            return ACTIVATIONS[spec["activation"]](z, slope)

        def add(z):
            return z + before[len(before) - spec["span"]] if "span" in spec else z

        a = {
            "LinearActivateAdd": lambda x: add(activate(normalize(linear(x)))),
            "LinearAddActivate": lambda x: activate(add(normalize(linear(x)))),
            "LinearActivateAddNormalize": lambda x: normalize(add(activate(linear(x)))),
            "ActivateLinearAdd": lambda x: add(linear(activate(normalize(x)))),
        }[spec.get("order", "LinearActivateAdd")](a)
    return a


def evaluate(name, loss, rows, layers, options={}):
    parameters = []
    statistics = []
    before = []
    inputs = uniform(rows, layers[0]["fanIn"], bound=2).requires_grad_()
    for spec in layers:
        bound = (3 / spec["fanIn"]) ** 0.5
        parameters.append(uniform(spec["fanIn"], spec["fanOut"], bound=bound).requires_grad_())
        if spec["bias"]:
            parameters.append(uniform(spec["fanOut"], bound=bound).requires_grad_())
        width = spec["fanIn" if spec.get("order") == "ActivateLinearAdd" else "fanOut"]
        if spec["norm"] or "rows" in spec:
            parameters.append(uniform(width).requires_grad_())
        if spec["norm"] or spec.get("rows") == "Layer":
            parameters.append(uniform(width).requires_grad_())
        if spec["norm"]:
            mean, variance = uniform(width), 1.5 + uniform(width)
            before += [mean.clone(), variance.clone()]
            statistics += [mean, variance]
        if spec["activation"] == "PRelu":
            parameters.append((uniform(width) if spec.get("perUnit") else torch.tensor(spec["slope"]).double()).requires_grad_())
    a = forward(inputs, layers, parameters, statistics, training=True)
    y = targets(loss, rows, layers[-1]["fanOut"])
    if loss in OF_LOGARITHMS:
        logarithms = a if layers[-1]["activation"] == "LogSoftmax" else torch.log(a)
        mean = OF_LOGARITHMS[loss](logarithms, y, **options)
    else:
        mean = LOSSES[loss](a, y, **options)
    mean.backward()

    def flat(tensors):
        return [value for tensor in tensors for value in tensor.flatten().tolist()]

    normalization = {} if not statistics else {
        "statisticsBefore": flat(before), "statistics": flat(statistics),
        "inferenceOutputs": flat([forward(inputs, layers, parameters, statistics, training=False).detach()])}
    return normalization | {
        "name": name, "loss": loss, **options, "layers": layers,
        "parameters": flat(p.detach() for p in parameters),
        "inputs": flat([inputs.detach()]), "targets": flat([y]),
        "outputs": flat([a.detach()]), "meanLoss": mean.item(),
        "gradients": flat(p.grad for p in parameters), "inputGradients": flat([inputs.grad]),
    }


print("[")
print(",\n".join(json.dumps(evaluate(*network)) for network in NETWORKS))
print("]")
