"""Writes trajectories.json: what torch.optim does to 21 parameters in 100 steps, for several settings.

Made with PyTorch 1.13, which has no Lion: that is written here after algorithm 2 of Chen et al. 2023. 21 = 16 + 5 = 2*8 + 5 = 5*4 + 1 parameters have a tail at every register width. The gradients are data, not
computed from the parameters, so that errors of the optimizer stand alone; parameter 0 has gradient 0 at every step.
"""

import json
import pathlib

import numpy as np
import torch

COUNT, STEPS, KEPT = 21, 100, (1, 2, 10, 100)

SETTINGS = [
    ("Sgd", dict(lr=0.01)),
    ("Sgd", dict(lr=0.05, weight_decay=0.1)),
    ("Sgd", dict(lr=0.01, momentum=0.9)),
    ("Sgd", dict(lr=0.01, momentum=0.5, weight_decay=0.01)),
    ("Sgd", dict(lr=0.01, momentum=0.9, nesterov=True)),
    ("Sgd", dict(lr=0.02, momentum=0.8, nesterov=True, weight_decay=0.05)),
    ("Adam", dict(lr=0.001)),
    ("Adam", dict(lr=0.01, betas=(0.8, 0.95))),
    ("Adam", dict(lr=0.002, eps=0.01)),
    ("Adam", dict(lr=0.005, weight_decay=0.1)),
    ("Adam", dict(lr=0.003, betas=(0.0, 0.9))),
    ("Adam", dict(lr=0.01, betas=(0.9, 0.9), amsgrad=True)),
    ("Adam", dict(lr=0.005, weight_decay=0.1, amsgrad=True)),
    ("AdamW", dict(lr=0.001)),
    ("AdamW", dict(lr=0.01, betas=(0.8, 0.95), weight_decay=0.3)),
    ("AdamW", dict(lr=0.01, betas=(0.9, 0.9), amsgrad=True)),
    ("Nadam", dict()),
    ("Nadam", dict(lr=0.01, betas=(0.8, 0.95), momentum_decay=0.1)),
    ("Nadam", dict(lr=0.005, weight_decay=0.1)),
    ("RmsProp", dict()),
    ("RmsProp", dict(lr=0.002, alpha=0.9, eps=0.01, weight_decay=0.1)),
    ("RmsProp", dict(lr=0.002, momentum=0.8)),
    ("RmsProp", dict(lr=0.005, centered=True)),
    ("RmsProp", dict(lr=0.001, alpha=0.95, momentum=0.5, centered=True, weight_decay=0.02)),
    ("AdaGrad", dict()),
    ("AdaGrad", dict(lr=0.1, lr_decay=0.05, initial_accumulator_value=0.1)),
    ("AdaGrad", dict(lr=0.05, weight_decay=0.1, eps=1e-3)),
    ("Lion", dict()),
    ("Lion", dict(lr=0.01, betas=(0.95, 0.98), weight_decay=0.1)),
]

TORCH_NAMES = {"Sgd": "SGD", "Nadam": "NAdam", "RmsProp": "RMSprop", "AdaGrad": "Adagrad"}


class Lion:
    """Algorithm 2 of the paper, in float like the others: steps of one size round the same way a hundred times."""

    def __init__(self, parameters, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        self.target, self.lr, self.betas, self.decay = parameters[0], lr, betas, weight_decay
        self.theta = self.target.detach().numpy().copy()
        self.m = np.zeros_like(self.theta)

    def step(self):
        g = self.target.grad.numpy()
        beta1, beta2 = self.betas
        c = np.float32(beta1) * self.m + np.float32(1 - beta1) * g
        self.theta = self.theta * np.float32(1 - self.lr * self.decay) - np.float32(self.lr) * np.sign(c)
        self.m = np.float32(beta2) * self.m + np.float32(1 - beta2) * g
        self.target.data = torch.from_numpy(self.theta)


def rounded(tensor):
    return [round(x, 4) for x in tensor.tolist()]


def trajectory(name, options, initial, gradients):
    parameters = torch.tensor(initial, dtype=torch.float32, requires_grad=True)
    make = Lion if name == "Lion" else getattr(torch.optim, TORCH_NAMES.get(name, name))
    # PyTorch 1.13 counts one factor twice in NAdam's loop over tensors, and is right in its foreach variant (pytorch/pytorch#92699).
    optimizer = make([parameters], **options, **(dict(foreach=True) if name == "Nadam" else {}))
    kept = {}
    for step, gradient in enumerate(gradients, start=1):
        parameters.grad = torch.tensor(gradient, dtype=torch.float32)
        optimizer.step()
        if step in KEPT:
            kept[str(step)] = parameters.tolist()
    betas = options.pop("betas", None)
    if betas:
        options |= dict(beta1=betas[0], beta2=betas[1])
    return dict(optimizer=name, options=options, parameters=kept)


def main():
    torch.manual_seed(1)
    initial = rounded(2 * torch.randn(COUNT))
    # Scales from 1e-2 to 1e1, so that Adam's normalization has something to do.
    scales = torch.logspace(-2, 1, COUNT)
    scales[0] = 0
    gradients = [rounded((torch.randn(COUNT) + 0.5) * scales) for _ in range(STEPS)]
    runs = [trajectory(name, options, initial, gradients) for name, options in SETTINGS]

    def lines(items):
        return ",\n".join("  " + json.dumps(item) for item in items)

    text = (
        f'{{\n"initial": {json.dumps(initial)},\n"gradients": [\n{lines(gradients)}\n],\n"runs": [\n{lines(runs)}\n]\n}}\n'
    )
    pathlib.Path(__file__).with_name("trajectories.json").write_text(text)


if __name__ == "__main__":
    main()
