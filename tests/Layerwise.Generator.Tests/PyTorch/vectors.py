"""Writes vectors.json: small networks evaluated and differentiated by PyTorch, in double precision.

    python3 vectors.py > vectors.json

Parameters and samples are rounded to float first, so that a float network starts from exactly the same numbers.
Parameters stand in Layerwise's order: layer after layer, weights [fanIn, fanOut] row-major before biases.
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

LOSSES = {
    "MeanSquaredError": F.mse_loss,
    "BinaryCrossEntropy": F.binary_cross_entropy,
    # PyTorch's own cross-entropy takes logits; on probabilities it is this, averaged over the samples.
    "CrossEntropy": lambda a, y: -(y * torch.log(a)).sum(dim=1).mean(),
}


def layer(fan_in, fan_out, activation, slope=0.01, bias=True):
    return {"fanIn": fan_in, "fanOut": fan_out, "activation": activation, "slope": slope, "bias": bias}


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
]


# Each of the others once behind a hidden layer and once before the loss.
NETWORKS += [
    (activation + "Twice", "MeanSquaredError", 4, [layer(5, 9, activation, slope=1.25), layer(9, 3, activation, slope=0.5)])
    for activation in list(ACTIVATIONS)[6:]]
NETWORKS.append(("LogLikelihood", "CrossEntropy", 5, [layer(6, 9, "PRelu", slope=0.25, bias=False), layer(9, 4, "LogSoftmax")]))


def rounded(tensor):
    return tensor.float().double()


def uniform(*shape, bound=1.0):
    return rounded((torch.rand(*shape, dtype=torch.float64) * 2 - 1) * bound)


def targets(loss, rows, width):
    if loss == "MeanSquaredError":
        return uniform(rows, width)
    y = torch.rand(rows, width, dtype=torch.float64)
    return rounded(y / y.sum(dim=1, keepdim=True) if loss == "CrossEntropy" else y)


def evaluate(name, loss, rows, layers):
    parameters = []
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
        slope = torch.tensor(spec["slope"]).double()
        if spec["activation"] == "PRelu":
            parameters.append(slope.requires_grad_())
        else:
            slope = slope.item()
        a = ACTIVATIONS[spec["activation"]](z, slope)
    y = targets(loss, rows, layers[-1]["fanOut"])
    if layers[-1]["activation"] == "LogSoftmax" and loss == "CrossEntropy":
        mean = -(y * a).sum(dim=1).mean()
    else:
        mean = LOSSES[loss](a, y)
    mean.backward()

    def flat(tensors):
        return [value for tensor in tensors for value in tensor.flatten().tolist()]

    return {
        "name": name, "loss": loss, "layers": layers,
        "parameters": flat(p.detach() for p in parameters),
        "inputs": flat([inputs.detach()]), "targets": flat([y]),
        "outputs": flat([a.detach()]), "meanLoss": mean.item(),
        "gradients": flat(p.grad for p in parameters), "inputGradients": flat([inputs.grad]),
    }


print("[")
print(",\n".join(json.dumps(evaluate(*network)) for network in NETWORKS))
print("]")
