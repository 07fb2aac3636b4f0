"""Writes trajectories.json: what torch.optim does to 21 parameters in 100 steps, for several settings.

Made with PyTorch 1.13. 21 = 16 + 5 = 2*8 + 5 = 5*4 + 1 parameters have a tail at every register width. The gradients are data, not
computed from the parameters, so that errors of the optimizer stand alone; parameter 0 has gradient 0 at every step.
"""

import json
import pathlib

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
]


def rounded(tensor):
    return [round(x, 4) for x in tensor.tolist()]


def trajectory(name, options, initial, gradients):
    parameters = torch.tensor(initial, dtype=torch.float32, requires_grad=True)
    optimizer = getattr(torch.optim, name.upper() if name == "Sgd" else name)([parameters], **options)
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
