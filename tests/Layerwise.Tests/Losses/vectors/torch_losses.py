#!/usr/bin/env python3
"""Writes torch_losses.csv: losses and gradients of small batches as PyTorch computes them, in double where it is sharp.

Each line: loss name, width, outputs, targets, mean loss, gradient by the outputs; lists are separated by spaces. The fused
losses (SoftmaxCrossEntropy, SigmoidBinaryCrossEntropy) have the gradient by the pre-activations.
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

target = pathlib.Path(__file__).with_suffix(".csv")
target.write_text("\n".join(lines) + "\n")
