"""Writes clipping.json: gradients before and after torch.nn.utils.clip_grad_value_ and clip_grad_norm_.

Made with PyTorch 1.13. Lengths have a tail at every register width. "norm" is what clip_grad_norm_ returns, null for clip_grad_value_.
"""

import json
import pathlib

import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_


def clipped(gradients, limit, by_norm):
    parameter = torch.zeros_like(gradients, requires_grad=True)
    parameter.grad = gradients.clone()
    norm = clip_grad_norm_([parameter], limit).item() if by_norm else clip_grad_value_([parameter], limit)
    return dict(limit=limit, norm=norm, gradients=gradients.tolist(), clipped=parameter.grad.tolist())


torch.manual_seed(3)
cases = []
for length in (1, 21, 67):
    gradients = torch.randn(length) * 3
    for limit in (0.5, 4.0, 1000.0):
        cases += [clipped(gradients, limit, by_norm) for by_norm in (True, False)]
lines = ",\n".join(json.dumps(case) for case in cases)
pathlib.Path(__file__).with_suffix(".json").write_text(f"[\n{lines}\n]\n")
