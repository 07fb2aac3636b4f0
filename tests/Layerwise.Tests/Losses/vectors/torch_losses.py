#!/usr/bin/env python3
"""Writes torch_losses.csv: losses and gradients of small batches as PyTorch computes them, in double where it is sharp.

Each line: loss name, width, outputs, targets, mean loss, gradient by the outputs; lists are separated by spaces. The fused
losses (SoftmaxCrossEntropy, SigmoidBinaryCrossEntropy, …) have the gradient by the pre-activations. A name may be followed by options:
Huber's delta, SmoothL1's beta, or label smoothing and class weights. The targets of "…Labels" are labels.
"""
import pathlib

import torch

torch.manual_seed(5)
F = torch.nn.functional


def clamped_cross_entropy(a, y):
    return -(y * a.log().clamp(min=-100)).sum(dim=1).mean()


def case(name, loss, a, y, source=None):
    value = loss(a, y)
    value.backward()
    gradient = (a if source is None else source).grad
    show = lambda tensor: " ".join(f"{x:.9g}" for x in tensor.detach().flatten().tolist())
    return ",".join([name, str(a.shape[1]), show(a), show(y), f"{value.item():.9g}", show(gradient)])


def floats(tensor):
    """The numbers as float holds them, in double."""
    return tensor.float().double().detach().requires_grad_()


lines = []
for rows, width in [(1, 1), (3, 2), (2, 10), (5, 17)]:
    y = torch.rand(rows, width).double()
    lines.append(case("MeanSquaredError", F.mse_loss, floats(torch.randn(rows, width)), y))
    lines.append(case("BinaryCrossEntropy", F.binary_cross_entropy, floats(torch.rand(rows, width)), y))
    lines.append(case("CrossEntropy", clamped_cross_entropy, floats(torch.rand(rows, width)), y))
    z = floats(torch.randn(rows, width))
    lines.append(case("SoftmaxCrossEntropy", clamped_cross_entropy, torch.softmax(z, dim=1), y, z))
    z = floats(torch.randn(rows, width))
    lines.append(case("SigmoidBinaryCrossEntropy", F.binary_cross_entropy, torch.sigmoid(z), y, z))

# Outputs that are certain, in float: here the clamps decide.
certain = torch.tensor([[0.0, 1.0, 0.0, 1.0]], requires_grad=True)
lines.append(case("BinaryCrossEntropy", F.binary_cross_entropy, certain, torch.tensor([[0.0, 1.0, 1.0, 0.25]])))

# What Keras calls Hinge, PyTorch doesn't have.
def hinge(a, y):
    return torch.clamp(1 - y * a, min=0).mean()


def weighted(smoothing, weights):
    weights = torch.tensor(weights, dtype=torch.float64) if weights else None
    return lambda p, y: F.cross_entropy(p.log(), y, weight=weights, label_smoothing=smoothing)


def labels_case(name, loss, z, labels):
    value = loss(torch.softmax(z, dim=1), labels)
    value.backward()
    show = lambda tensor: " ".join(f"{x:.9g}" for x in tensor.detach().flatten().tolist())
    return ",".join([name, str(z.shape[1]), show(torch.softmax(z, dim=1)), show(labels), f"{value.item():.9g}", show(z.grad)])


for rows, width in [(1, 1), (3, 2), (2, 10), (5, 17)]:
    y = floats(torch.randn(rows, width)).detach()
    lines.append(case("MeanAbsoluteError", F.l1_loss, floats(torch.randn(rows, width)), y))
    lines.append(case("Huber 0.5", lambda a, y: F.huber_loss(a, y, delta=0.5), floats(torch.randn(rows, width)), y))
    lines.append(case("SmoothL1 0.5", lambda a, y: F.smooth_l1_loss(a, y, beta=0.5), floats(torch.randn(rows, width)), y))
    lines.append(case("Hinge", hinge, floats(torch.randn(rows, width)), y.sign()))
    y = floats(torch.rand(rows, width)).detach()
    lines.append(case("BinaryCrossEntropyWithLogits", F.binary_cross_entropy_with_logits, floats(10 * torch.randn(rows, width)), y))
    y[0, 0] = 0
    y = floats(y / y.sum(dim=1, keepdim=True).clamp(min=0.1)).detach()
    z = floats(torch.randn(rows, width))
    lines.append(case(
        "SoftmaxKullbackLeibler", lambda p, y: F.kl_div(p.log(), y, reduction="batchmean"), torch.softmax(z, dim=1), y, z))
    classes = [0.5 + i % 3 for i in range(width)]
    for smoothing, weights in [(0.1, []), (0.0, classes), (0.3, classes)]:
        options = " ".join(f"{x:g}" for x in [smoothing, *weights])
        z = floats(torch.randn(rows, width))
        lines.append(case(f"SoftmaxWeighted {options}", weighted(smoothing, weights), torch.softmax(z, dim=1), y, z))
        z = floats(torch.randn(rows, width))
        labels = torch.randint(width, (rows,))
        lines.append(labels_case(f"SoftmaxWeightedLabels {options}", weighted(smoothing, weights), z, labels))

# Logits that would overflow or vanish on the way through a sigmoid.
logits = floats(torch.tensor([[100.0, -100.0, 30.0, -30.0]]))
lines.append(case("BinaryCrossEntropyWithLogits", F.binary_cross_entropy_with_logits, logits, torch.tensor([[1.0, 0.0, 0.25, 0.75]]).double()))

target = pathlib.Path(__file__).with_suffix(".csv")
target.write_text("\n".join(lines) + "\n")
