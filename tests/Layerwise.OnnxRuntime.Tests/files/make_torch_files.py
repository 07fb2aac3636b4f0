"""Writes torch.json, and heads.json with networks of several outputs: files <architecture>.opset<n> by PyTorch's own exporter (torch 1.13, onnx 1.12: Debian's python3-torch and python3-onnx).

    /usr/bin/python3 make_torch_files.py

What a file computes is ONNX Runtime's to say, in the test.
"""
import base64
import io
import json
import pathlib
import warnings

import torch
from torch import nn

warnings.simplefilter("ignore")
OPSETS = [9, 11, 13, 15, 17]
FILE = pathlib.Path(__file__).parent / "torch.json"
HEADS = FILE.with_name("heads.json")


class Function(nn.Module):
    """A module from a function of a tensor, with modules that it calls."""

    def __init__(self, function, *modules):
        super().__init__()
        self.inner = nn.ModuleList(modules)
        self.function = function

    def forward(self, x):
        return self.function(x, *self.inner)


def behind(*activation, norm=None):
    return nn.Sequential(nn.Linear(3, 5), *([norm] if norm else []), *activation, nn.Linear(5, 2))


def fitted(norm):
    """A batch normalization that has seen samples, and has learned."""
    norm.running_mean.uniform_(-0.5, 0.5)
    norm.running_var.uniform_(0.5, 2)
    nn.init.uniform_(norm.weight, 0.5, 1.5)
    nn.init.uniform_(norm.bias, -0.5, 0.5)
    return norm


class ActorCritic(nn.Module):
    """What Stable-Baselines3 exports: two heads, of which one is wanted."""

    def __init__(self):
        super().__init__()
        self.policy, self.value = nn.Linear(3, 5), nn.Linear(3, 4)
        self.action, self.critic = nn.Linear(5, 2), nn.Linear(4, 1)

    def forward(self, x):
        return self.action(torch.tanh(self.policy(x))), self.critic(torch.tanh(self.value(x)))


def sloped(prelu):
    """A PReLU with slopes that have parted."""
    nn.init.uniform_(prelu.weight, -0.2, 0.6)
    return prelu


def learned(norm):
    """A layer normalization that has learned."""
    nn.init.uniform_(norm.weight, 0.5, 1.5)
    nn.init.uniform_(norm.bias, -0.5, 0.5)
    return norm


class RmsNorm(nn.Module):
    """As torch.nn.RMSNorm, which this version of PyTorch does not have yet, is spelled in models of today."""

    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(size) + 0.5)

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


class Residual(nn.Module):
    """What goes around others, and what is done to the sum."""

    def __init__(self, *inner, last=None):
        super().__init__()
        self.inner, self.last = nn.Sequential(*inner), last or nn.Identity()

    def forward(self, x):
        return self.last(x + self.inner(x))


class Projected(nn.Module):
    """What goes around others through a layer of its own."""

    def __init__(self, shortcut, *inner, last=None):
        super().__init__()
        self.shortcut, self.inner, self.last = shortcut, nn.Sequential(*inner), last or nn.Identity()

    def forward(self, x):
        return self.last(self.inner(x) + self.shortcut(x))


def around(*blocks):
    return nn.Sequential(nn.Linear(3, 5), *blocks, nn.Linear(5, 2))


class SharedActorCritic(nn.Module):
    """Two outputs behind a shared layer, one of them deeper."""

    def __init__(self):
        super().__init__()
        self.shared, self.action = nn.Linear(3, 5), nn.Linear(5, 2)
        self.value = nn.Sequential(nn.Linear(5, 4), nn.ReLU(), Residual(nn.Linear(4, 4), nn.ReLU()), nn.Linear(4, 1))

    def forward(self, x):
        h = torch.tanh(self.shared(x))
        return torch.softmax(self.action(h), dim=-1), self.value(h)


MEAN, DEVIATION = torch.tensor([0.1, -0.2, 0.3]), torch.tensor([0.5, 2.0, 1.5])
ARCHITECTURES = {
    "one-layer": lambda: nn.Linear(3, 2),
    "two-linear-layers": lambda: nn.Sequential(nn.Linear(3, 5), nn.Linear(5, 2)),
    "deep": lambda: nn.Sequential(nn.Linear(3, 5), nn.ReLU(), *[m for _ in range(8) for m in (nn.Linear(5, 5), nn.ReLU())], nn.Linear(5, 2)),
    "no-bias": lambda: nn.Sequential(nn.Linear(3, 5, bias=False), nn.Tanh(), nn.Linear(5, 2, bias=False)),
    "one-unit": lambda: nn.Sequential(nn.Linear(3, 1), nn.SiLU(), nn.Linear(1, 1), nn.Sigmoid()),
    "relu": lambda: behind(nn.ReLU()),
    "leaky-relu": lambda: behind(nn.LeakyReLU()),
    "leaky-relu-steep": lambda: behind(nn.LeakyReLU(0.3)),
    "elu": lambda: behind(nn.ELU(0.7)),
    "selu": lambda: behind(nn.SELU()),
    "gelu": lambda: behind(nn.GELU()),
    "gelu-tanh": lambda: behind(nn.GELU(approximate="tanh")),
    "silu": lambda: behind(nn.SiLU()),
    "mish": lambda: behind(nn.Mish()),
    "softplus": lambda: behind(nn.Softplus()),
    "softsign": lambda: behind(nn.Softsign()),
    "sigmoid": lambda: behind(nn.Sigmoid()),
    "tanh": lambda: behind(nn.Tanh()),
    "hard-sigmoid": lambda: behind(nn.Hardsigmoid()),
    "hard-swish": lambda: behind(nn.Hardswish()),
    "hard-tanh": lambda: behind(nn.Hardtanh()),
    "relu6": lambda: behind(nn.ReLU6()),
    "prelu": lambda: behind(nn.PReLU()),
    "prelu-per-unit": lambda: behind(sloped(nn.PReLU(5))),
    "softmax": lambda: nn.Sequential(behind(nn.ReLU()), nn.Softmax(dim=1)),
    "log-softmax": lambda: nn.Sequential(behind(nn.ReLU()), nn.LogSoftmax(dim=-1)),
    "normalized": lambda: behind(nn.ReLU(), norm=fitted(nn.BatchNorm1d(5))),
    "normalized-folded": lambda: behind(nn.ReLU(), norm=fitted(nn.BatchNorm1d(5, eps=1e-3))),
    "normalized-afterwards": lambda: behind(nn.ReLU(), fitted(nn.BatchNorm1d(5)), nn.Dropout(0.3)),
    "normalized-behind": lambda: behind(nn.ReLU(), fitted(nn.BatchNorm1d(5))),
    "normalized-inputs": lambda: nn.Sequential(fitted(nn.BatchNorm1d(3)), behind(nn.ReLU())),
    "standardized-inputs": lambda: Function(lambda x, m: m((x - MEAN) / DEVIATION), behind(nn.ReLU())),
    "scaled-inputs": lambda: Function(lambda x, m: m(x / 255.0 - 0.5), behind(nn.ReLU())),
    "scaled-softplus": lambda: behind(nn.Softplus(beta=2.0)),
    "scaled-outputs": lambda: Function(lambda x, m: torch.tanh(m(x)) * torch.tensor([10.0, 20.0]) + 0.5, behind(nn.ReLU())),
    "flattened": lambda: nn.Sequential(nn.Flatten(), nn.Linear(4, 2)),
    "viewed": lambda: Function(lambda x, m: m(x.view(x.size(0), -1)), nn.Linear(4, 2)),
    "squeezed": lambda: Function(lambda x, m: m(x).squeeze(-1), nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1))),
    "actor-critic": ActorCritic,
    "layer-normalized": lambda: behind(nn.ReLU(), norm=learned(nn.LayerNorm(5))),
    "layer-normalized-behind": lambda: behind(nn.ReLU(), learned(nn.LayerNorm(5, eps=1e-3))),
    "layer-normalized-inputs": lambda: nn.Sequential(learned(nn.LayerNorm(3)), behind(nn.ReLU())),
    "rms-normalized": lambda: behind(nn.SiLU(), norm=RmsNorm(5)),
    "residual": lambda: around(Residual(nn.Linear(5, 5), nn.Tanh()), Residual(nn.Linear(5, 5), nn.Tanh())),
    "residual-activated": lambda: around(nn.ReLU(), Residual(nn.Linear(5, 5), fitted(nn.BatchNorm1d(5)), last=nn.ReLU()), Residual(nn.Linear(5, 5), last=nn.ReLU())),
    "residual-block": lambda: around(nn.ReLU(), Residual(nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 5), last=nn.ReLU())),
    "residual-pre-activated": lambda: around(*[Residual(
        fitted(nn.BatchNorm1d(5)), nn.ReLU(), nn.Linear(5, 4), fitted(nn.BatchNorm1d(4)), nn.ReLU(), nn.Linear(4, 5)) for _ in range(2)], nn.ReLU()),
    "residual-layer-normalized": lambda: around(*[Residual(learned(nn.LayerNorm(5)), nn.Linear(5, 8), nn.GELU(), nn.Dropout(0.1), nn.Linear(8, 5)) for _ in range(2)], learned(nn.LayerNorm(5))),
    "residual-rms-normalized": lambda: around(Residual(RmsNorm(5), nn.SiLU(), nn.Linear(5, 5)), Residual(RmsNorm(5), nn.SiLU(), nn.Linear(5, 5)), RmsNorm(5)),
    "residual-normalized-sum": lambda: around(Residual(nn.Linear(5, 5), nn.ReLU(), last=learned(nn.LayerNorm(5))), Residual(nn.Linear(5, 5), nn.ReLU(), last=learned(nn.LayerNorm(5)))),
    "residual-post-normalized": lambda: around(
        Residual(nn.Linear(5, 8), nn.GELU(), nn.Linear(8, 5), nn.Dropout(0.1), last=learned(nn.LayerNorm(5))),
        Residual(nn.Linear(5, 5), nn.ReLU(), last=learned(nn.LayerNorm(5))), Residual(nn.Linear(5, 5), nn.Tanh(), last=fitted(nn.BatchNorm1d(5)))),
    "residual-post-normalized-last": lambda: Residual(nn.Linear(3, 8), nn.GELU(), nn.Linear(8, 3), last=RmsNorm(3)),
    "residual-nested": lambda: around(Residual(nn.Linear(5, 5), nn.Tanh(), Residual(nn.Linear(5, 5), nn.Tanh()))),
    "residual-inputs": lambda: nn.Sequential(Residual(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 3)), nn.Linear(3, 2)),
    "residual-projected": lambda: nn.Sequential(
        Projected(nn.Linear(3, 4, bias=False), nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 4), learned(nn.LayerNorm(4)), nn.ReLU()), Projected(nn.Linear(4, 2, bias=False), nn.Linear(4, 2))),
    "residual-projected-block": lambda: nn.Sequential(Projected(
        nn.Sequential(nn.Linear(3, 5), fitted(nn.BatchNorm1d(5))), nn.Linear(3, 4), fitted(nn.BatchNorm1d(4)), nn.ReLU(), nn.Linear(4, 5), fitted(nn.BatchNorm1d(5)), last=nn.ReLU()), nn.Linear(5, 2)),
    "residual-projected-inputs": lambda: nn.Sequential(Projected(nn.Linear(3, 5), nn.Linear(3, 5), nn.Tanh()), nn.Linear(5, 2)),
    "normalized-last": lambda: nn.Sequential(behind(nn.ReLU()), nn.Tanh(), fitted(nn.BatchNorm1d(2))),
}
SQUARE = ("flattened", "viewed")


def main():
    files = {}
    for name, make in ARCHITECTURES.items():
        torch.manual_seed(len(name))
        model = make().eval()
        for opset in OPSETS:
            inputs = torch.randn(2, 2, 2) if name in SQUARE else torch.randn(2, 3)
            outputs = ["action", "value"] if name == "actor-critic" else ["output"]
            file = io.BytesIO()
            torch.onnx.export(
                model, inputs, file, opset_version=opset, input_names=["input"], output_names=outputs,
                dynamic_axes={"input": {0: "batch"}, **{output: {0: "batch"} for output in outputs}})
            files[f"{name}.opset{opset}"] = base64.b64encode(file.getvalue()).decode()
    FILE.write_text(json.dumps(files, indent=0) + "\n")
    heads = {}
    for names in (["action", "value"], ["first", "second"]):
        torch.manual_seed(5)
        model = SharedActorCritic().eval()
        for opset in OPSETS:
            file = io.BytesIO()
            torch.onnx.export(model, torch.randn(2, 3), file, opset_version=opset, input_names=["input"], output_names=names,
                              dynamic_axes={name: {0: "batch"} for name in ["input", *names]})
            heads[f"{names[0]}.opset{opset}"] = base64.b64encode(file.getvalue()).decode()
    HEADS.write_text(json.dumps(heads, indent=0) + "\n")


if __name__ == "__main__":
    main()
