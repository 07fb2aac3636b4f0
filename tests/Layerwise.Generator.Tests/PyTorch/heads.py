"""Writes heads.json: small networks with several outputs, evaluated and differentiated by PyTorch in double precision.

    python3 heads.py > heads.json

Numbers are rounded to float first, so that a float network starts from exactly the same ones. Parameters stand in Layerwise's order: the shared
layers, then those of each output; weights [fanIn, fanOut] row-major, then biases, then gamma and beta.
"""

import json

import torch
import torch.nn.functional as F

torch.manual_seed(19830917)

ACTIVATIONS = {
    "Identity": lambda z: z,
    "Relu": F.relu,
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "Gelu": F.gelu,
    "Softmax": lambda z: torch.softmax(z, dim=1),
}

LOSSES = {
    "MeanSquaredError": F.mse_loss,
    "MeanAbsoluteError": F.l1_loss,
    "BinaryCrossEntropy": F.binary_cross_entropy,
    "CrossEntropy": lambda a, y: F.cross_entropy(torch.log(a), y),
}


def layer(fan_in, fan_out, activation, **more):
    """More: rows "Layer" or "Rms", span of a residual connection."""
    return {"fanIn": fan_in, "fanOut": fan_out, "activation": activation, **more}


def head(name, loss, weight, *layers):
    return {"name": name, "loss": loss, "weight": weight, "layers": list(layers)}


def policy(fan_in, fan_out=4):
    return head("Policy", "CrossEntropy", 1, layer(fan_in, fan_out, "Softmax"))


NETWORKS = [
    ("Shallow", 5, [layer(8, 17, "Tanh")], [policy(17), head("Value", "MeanSquaredError", 0.5, layer(17, 1, "Identity"))]),
    ("Single", 1, [layer(3, 6, "Relu")], [policy(6, 2), head("Value", "MeanSquaredError", 1, layer(6, 1, "Identity"))]),
    ("DeepValue", 4, [layer(8, 16, "Gelu")], [
        policy(16), head("Value", "MeanSquaredError", 0.25, layer(16, 9, "Relu"), layer(9, 5, "Tanh"), layer(5, 1, "Identity"))]),
    ("DeepTrunk", 6, [layer(5, 33, "Relu"), layer(33, 9, "Tanh")], [
        head("Value", "MeanAbsoluteError", 2, layer(9, 3, "Identity")), policy(9, 10)]),
    ("Three", 7, [layer(6, 12, "Tanh")], [
        head("Kinds", "BinaryCrossEntropy", 0.5, layer(12, 5, "Sigmoid")),
        head("Place", "MeanSquaredError", 1, layer(12, 8, "Relu"), layer(8, 2, "Tanh")),
        policy(12, 3)]),
    ("Only", 3, [layer(4, 8, "Relu")], [head("Value", "MeanSquaredError", 1, layer(8, 2, "Identity"))]),
    ("NormalizedTrunk", 5, [layer(8, 17, "Tanh"), layer(17, 17, "Relu", rows="Layer", span=1)], [
        policy(17), head("Value", "MeanSquaredError", 0.5, layer(17, 1, "Identity"))]),
    ("ConnectedTrunk", 4, [layer(6, 9, "Gelu", rows="Rms"), layer(9, 6, "Tanh", span=2)], [
        head("Place", "MeanAbsoluteError", 2, layer(6, 6, "Relu", rows="Layer", span=1), layer(6, 2, "Identity")), policy(6, 3)]),
    ("ConnectedHeads", 3, [layer(5, 12, "Tanh")], [
        head("Value", "MeanSquaredError", 0.25, layer(12, 12, "Gelu", rows="Rms", span=1), layer(12, 1, "Identity")),
        head("Kinds", "BinaryCrossEntropy", 1, layer(12, 12, "Tanh", rows="Layer"), layer(12, 4, "Sigmoid"))]),
    # As many samples as have one product for all outputs.
    ("Together", 17, [layer(8, 19, "Tanh")], [
        policy(19), head("Value", "MeanSquaredError", 0.5, layer(19, 1, "Identity")), head("Kinds", "BinaryCrossEntropy", 2, layer(19, 3, "Sigmoid"))]),
    ("TogetherBeside", 13, [layer(6, 12, "Relu")], [
        policy(12, 3), head("Kinds", "BinaryCrossEntropy", 1, layer(12, 5, "Sigmoid")), head("Place", "MeanSquaredError", 2, layer(12, 8, "Gelu"), layer(8, 2, "Tanh"))]),
]


def uniform(*shape, bound=1.0):
    return ((torch.rand(*shape, dtype=torch.float64) * 2 - 1) * bound).float().double()


def targets(loss, rows, width):
    if loss.startswith("Mean"):
        return uniform(rows, width)
    y = torch.rand(rows, width, dtype=torch.float64)
    return (y / y.sum(dim=1, keepdim=True) if loss == "CrossEntropy" else y).float().double()


def evaluate(name, rows, trunk, heads):
    parameters = []

    def forward(a, layers):
        before = []
        for spec in layers:
            before.append(a)
            bound = (3 / spec["fanIn"]) ** 0.5
            weights = uniform(spec["fanIn"], spec["fanOut"], bound=bound).requires_grad_()
            biases = uniform(spec["fanOut"], bound=bound).requires_grad_()
            parameters.extend((weights, biases))
            z = a @ weights + biases
            if "rows" in spec:
                parameters.append(uniform(spec["fanOut"]).requires_grad_())
                # nn.RMSNorm came with PyTorch 2.4: this is its formula.
                if spec["rows"] == "Rms":
                    z = z * torch.rsqrt(z.pow(2).mean(dim=1, keepdim=True) + 1e-5) * parameters[-1]
                else:
                    parameters.append(uniform(spec["fanOut"]).requires_grad_())
                    z = F.layer_norm(z, z.shape[1:], parameters[-2], parameters[-1])
            a = ACTIVATIONS[spec["activation"]](z)
            if "span" in spec:
                a = a + before[-spec["span"]]
        return a

    inputs = uniform(rows, trunk[0]["fanIn"], bound=2).requires_grad_()
    shared = forward(inputs, trunk)
    outputs = [forward(shared, one["layers"]) for one in heads]
    for a in outputs:
        a.retain_grad()
    wanted = [targets(one["loss"], *a.shape) for one, a in zip(heads, outputs)]
    losses = [LOSSES[one["loss"]](a, y) for one, a, y in zip(heads, outputs, wanted)]
    total = sum(one["weight"] * loss for one, loss in zip(heads, losses))
    total.backward()

    def flat(tensors):
        return [value for tensor in tensors for value in tensor.flatten().tolist()]

    def joined(tensors):
        return flat([torch.cat(tensors, dim=1)])

    return {
        "name": name, "layers": trunk, "heads": heads,
        "parameters": flat(p.detach() for p in parameters), "inputs": flat([inputs.detach()]), "targets": joined(wanted),
        "outputs": joined([a.detach() for a in outputs]), "losses": [loss.item() for loss in losses], "loss": total.item(),
        "outputGradients": joined([a.grad for a in outputs]),
        "gradients": flat(p.grad for p in parameters), "inputGradients": flat([inputs.grad]),
    }


print("[")
print(",\n".join(json.dumps(evaluate(*network)) for network in NETWORKS))
print("]")
