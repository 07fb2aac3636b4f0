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


def layer(fan_in, fan_out, activation, slope=0.01, bias=True, norm=False):
    return {"fanIn": fan_in, "fanOut": fan_out, "activation": activation, "slope": slope, "bias": bias, "norm": norm}


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


def inference(inputs, layers, parameters, statistics):
    """The same network with the running estimates in place of the statistics of the batch."""
    rest, running, a = list(parameters), list(statistics), inputs
    for spec in layers:
        z = a @ rest.pop(0)
        if spec["bias"]:
            z = z + rest.pop(0)
        if spec["norm"]:
            gamma, beta = rest.pop(0), rest.pop(0)
            z = F.batch_norm(z, running.pop(0), running.pop(0), gamma, beta, training=False)
        a = ACTIVATIONS[spec["activation"]](z, rest.pop(0) if spec["activation"] == "PRelu" else spec["slope"])
    return a


def evaluate(name, loss, rows, layers, options={}):
    parameters = []
    statistics = []
    before = []
    a = inputs = uniform(rows, layers[0]["fanIn"], bound=2).requires_grad_()
    for spec in layers:
        bound = (3 / spec["fanIn"]) ** 0.5
        weights = uniform(spec["fanIn"], spec["fanOut"], bound=bound).requires_grad_()
        parameters.append(weights)
        z = a @ weights
        if spec["bias"]:
            biases = uniform(spec["fanOut"], bound=bound).requires_grad_()
            parameters.append(biases)
            z = z + biases
        if spec["norm"]:
            gamma, beta = uniform(spec["fanOut"]).requires_grad_(), uniform(spec["fanOut"]).requires_grad_()
            mean, variance = uniform(spec["fanOut"]), 1.5 + uniform(spec["fanOut"])
            parameters += [gamma, beta]
            before += [mean.clone(), variance.clone()]
            statistics += [mean, variance]
            z = F.batch_norm(z, mean, variance, gamma, beta, training=True)
        slope = torch.tensor(spec["slope"]).double()
        if spec["activation"] == "PRelu":
            parameters.append(slope.requires_grad_())
        else:
            slope = slope.item()
        a = ACTIVATIONS[spec["activation"]](z, slope)
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
        "inferenceOutputs": flat([inference(inputs, layers, parameters, statistics).detach()])}
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
