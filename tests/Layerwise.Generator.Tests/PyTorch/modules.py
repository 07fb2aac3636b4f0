"""Writes modules.json: modules of PyTorch that remember, and windows, evaluated and differentiated in double precision.

    python3 modules.py > modules.json
    python3 modules.py FOLDER              # also writes FOLDER/*.onnx, each module as PyTorch's own exporter spells it

Parameters and samples are rounded to float first, so that a float network starts from exactly the same numbers. Tensors keep PyTorch's names, shapes and
order; a gradient with a tensor's name is its own. Where a layer has one bias and the module two, a loader adds them, so the gradient stands in the first
of them alone.
"""

import json
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(20240301)
torch.set_default_dtype(torch.float64)


class Linear(nn.Linear):
    """An activation behind it, which has no name in a file."""

    def __init__(self, fan_in, fan_out, phi=None):
        super().__init__(fan_in, fan_out)
        self.phi = phi

    def forward(self, x):
        z = super().forward(x)
        return self.phi(z) if self.phi else z


class Causal(nn.Conv1d):
    """Of [rows, steps, channels]: zeros in front, and an activation behind it."""

    def __init__(self, channels, filters, kernel, dilation=1, groups=1, phi=None):
        super().__init__(channels, filters, kernel, dilation=dilation, groups=groups)
        self.phi = phi

    def forward(self, x, before=None):
        reach = self.dilation[0] * (self.kernel_size[0] - 1)
        x = x.transpose(1, 2)
        x = F.pad(x, (reach, 0)) if before is None else torch.cat([before, x], dim=2)
        z = super().forward(x).transpose(1, 2)
        self.after = x[:, :, x.shape[2] - reach:].detach()
        return self.phi(z) if self.phi else z


class Last(nn.Module):
    """The last step of each row."""

    def forward(self, x):
        return x[:, -1]


class Around(nn.Module):
    """A module with a residual connection around it."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner


class Steps(nn.Module):
    """Modules one behind the other, [rows, steps, features]."""

    def __init__(self, **modules):
        super().__init__()
        self.order = list(modules)
        for name, module in modules.items():
            # Around has no name in a file: what lies within has.
            setattr(self, name, module.inner if isinstance(module, Around) else module)
        self.around = {name for name, module in modules.items() if isinstance(module, Around)}

    def forward(self, x, lengths=None, states=None):
        states = {} if states is None else states
        for name in self.order:
            module, given = getattr(self, name), x
            if isinstance(module, nn.RNNBase):
                if lengths is None:
                    x, states[name] = module(x, states.get(name))
                else:
                    packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
                    x, _ = nn.utils.rnn.pad_packed_sequence(module(packed)[0], batch_first=True, total_length=given.shape[1])
            elif isinstance(module, Causal):
                x = module(x, states.get(name))
                states[name] = module.after
            else:
                x = module(x)
            x = x + given if name in self.around else x
        return x


def gru(i, h, layers=1):
    return nn.GRU(i, h, layers, batch_first=True)


def lstm(i, h, layers=1):
    return nn.LSTM(i, h, layers, batch_first=True)


def rnn(i, h, kind="tanh"):
    return nn.RNN(i, h, nonlinearity=kind, batch_first=True)


def squared(a, y):
    return F.mse_loss(a, y)


def entropy(a, y):
    return F.cross_entropy(torch.log(a), y)


def softmax(z):
    return torch.softmax(z, dim=-1)


CAUSAL = "Padding = Padding.Causal"
SQUARED = "[Network(Loss = Loss.MeanSquaredError)]"
STREAMING = "[Network(Streaming = true)]"

# Name, layers, the input [steps, features] or [height, width, channels], the module, its names in the order of the layers (None: an nn.Sequential).
NETWORKS = [
    ("GruOfSteps", "[Gru(3, 9)] [Layer(9, 2, Activation.Identity)]", (7, 3), lambda: Steps(gru=gru(3, 9), fc=Linear(9, 2)), ["gru", "fc"]),
    ("Gru16", "[Gru(1, 16)] [Layer(16, 1, Activation.Identity)]", (9, 1), lambda: Steps(gru=gru(1, 16), fc=Linear(16, 1)), ["gru", "fc"]),
    ("Gru40", "[Gru(2, 40)] [Layer(40, 1, Activation.Tanh)]", (5, 2), lambda: Steps(gru=gru(2, 40), fc=Linear(40, 1, torch.tanh)), ["gru", "fc"]),
    ("GruStack", "[Gru(3, 8)] [Gru(8, 8)]", (6, 3), lambda: Steps(gru=gru(3, 8, 2)), ["gru", "gru"]),
    ("LstmOfSteps", "[Lstm(3, 8)] [Layer(8, 2, Activation.Identity)]", (7, 3), lambda: Steps(lstm=lstm(3, 8), fc=Linear(8, 2)), ["lstm", "fc"]),
    ("Lstm24", "[Lstm(1, 24)] [Layer(24, 1, Activation.Identity)]", (6, 1), lambda: Steps(lstm=lstm(1, 24), fc=Linear(24, 1)), ["lstm", "fc"]),
    ("LstmStack", f"{SQUARED} [Lstm(2, 5)] [Lstm(5, 5)] [Layer(5, 3, Activation.Sigmoid)]", (6, 2),
        lambda: Steps(lstm=lstm(2, 5, 2), fc=Linear(5, 3, torch.sigmoid)), ["lstm", "lstm", "fc"]),
    ("LstmOfTheLast", "[Lstm(2, 6, LastStepOnly = true)] [Layer(6, 3, Activation.Softmax)]", (8, 2),
        lambda: Steps(lstm=lstm(2, 6), last=Last(), fc=Linear(6, 3, softmax)), ["lstm", "fc"], dict(loss=entropy)),
    ("GruOfTheLast", "[Gru(2, 17, LastStepOnly = true)] [Layer(17, 2, Activation.Identity)]", (6, 2),
        lambda: Steps(gru=gru(2, 17), last=Last(), fc=Linear(17, 2)), ["gru", "fc"]),
    ("RnnTanh", "[Rnn(3, 9)] [Layer(9, 2, Activation.Identity)]", (7, 3), lambda: Steps(rnn=rnn(3, 9), fc=Linear(9, 2)), ["rnn", "fc"]),
    ("RnnRelu", "[Rnn(2, 16, Activation.Relu)] [Layer(16, 1, Activation.Identity)]", (7, 2), lambda: Steps(rnn=rnn(2, 16, "relu"), fc=Linear(16, 1)), ["rnn", "fc"]),
    ("Mixed", "[Layer(3, 6, Activation.Tanh)] [Gru(6, 6, Residual = true)] [Lstm(6, 7)] [Rnn(7, 5)] [Layer(5, 2, Activation.Identity)]", (6, 3),
        lambda: Steps(a=Linear(3, 6, torch.tanh), gru=Around(gru(6, 6)), lstm=lstm(6, 7), rnn=rnn(7, 5), fc=Linear(5, 2)), ["a", "gru", "lstm", "rnn", "fc"]),
    ("WarmUp", "[Network(WarmupSteps = 3)] [Gru(2, 5)] [Layer(5, 2, Activation.Identity)]", (7, 2), lambda: Steps(gru=gru(2, 5), fc=Linear(5, 2)), ["gru", "fc"], dict(warm_up=3)),
    ("Labelled", "[Gru(2, 6)] [Layer(6, 3, Activation.Softmax)]", (5, 2), lambda: Steps(gru=gru(2, 6), fc=Linear(6, 3, softmax)), ["gru", "fc"], dict(loss=entropy)),
    ("ConvolutionsOfSteps", f"{STREAMING} [Conv1D(2, 8, 3, Activation.Tanh, {CAUSAL})] [Conv1D(8, 6, 3, Activation.Relu, {CAUSAL}, Dilation = 2)] [Layer(6, 1, Activation.Identity)]", (9, 2),
        lambda: Steps(a=Causal(2, 8, 3, phi=torch.tanh), b=Causal(8, 6, 3, 2, phi=torch.relu), fc=Linear(6, 1)), ["a", "b", "fc"]),
    ("GroupsOfSteps", f"{STREAMING} [Conv1D(4, 4, 2, Activation.Silu, {CAUSAL}, Groups = 4, Dilation = 3)] [Conv1D(4, 6, 1, Activation.Tanh)] [Conv1D(6, 4, 3, Activation.Identity, {CAUSAL}, Groups = 2)]", (8, 4),
        lambda: Steps(a=Causal(4, 4, 2, 3, 4, F.silu), b=Causal(4, 6, 1, phi=torch.tanh), c=Causal(6, 4, 3, 1, 2)), ["a", "b", "c"]),
    ("ConvolutionAndGru", f"[Conv1D(2, 6, 3, Activation.Gelu, {CAUSAL})] [Gru(6, 8)] [Layer(8, 1, Activation.Identity)]", (7, 2),
        lambda: Steps(a=Causal(2, 6, 3, phi=F.gelu), gru=gru(6, 8), fc=Linear(8, 1)), ["a", "gru", "fc"]),
    ("GruOfLengths", "[Gru(2, 9)] [Layer(9, 2, Activation.Identity)]", (7, 2), lambda: Steps(gru=gru(2, 9), fc=Linear(9, 2)), ["gru", "fc"], dict(lengths=[7, 3, 5, 1])),
    ("LstmOfLengths", "[Lstm(2, 8)] [Layer(8, 2, Activation.Tanh)]", (6, 2), lambda: Steps(lstm=lstm(2, 8), fc=Linear(8, 2, torch.tanh)), ["lstm", "fc"], dict(lengths=[2, 6, 4])),
    ("RnnOfLengths", "[Rnn(2, 5)] [Gru(5, 4)]", (6, 2), lambda: Steps(rnn=rnn(2, 5), gru=gru(5, 4)), ["rnn", "gru"], dict(lengths=[1, 6, 5, 6])),
    ("GruOfWindows", "[Gru(2, 8)] [Layer(8, 1, Activation.Identity)]", (5, 2), lambda: Steps(gru=gru(2, 8), fc=Linear(8, 1)), ["gru", "fc"], dict(windows=3)),
    ("LstmOfWindows", "[Lstm(2, 9)] [Layer(9, 1, Activation.Identity)]", (5, 2), lambda: Steps(lstm=lstm(2, 9), fc=Linear(9, 1)), ["lstm", "fc"], dict(windows=3)),
    ("RnnOfWindows", "[Rnn(3, 4)] [Layer(4, 2, Activation.Identity)]", (4, 3), lambda: Steps(rnn=rnn(3, 4), fc=Linear(4, 2)), ["rnn", "fc"], dict(windows=2)),
    ("AllOfWindows", f"[Conv1D(2, 5, 3, Activation.Tanh, {CAUSAL}, Dilation = 2)] [Gru(5, 6)] [Lstm(6, 4)] [Layer(4, 1, Activation.Identity)]", (5, 2),
        lambda: Steps(a=Causal(2, 5, 3, 2, phi=torch.tanh), gru=gru(5, 6), lstm=lstm(6, 4), fc=Linear(4, 1)), ["a", "gru", "lstm", "fc"], dict(windows=3)),

    ("Reader", f"{SQUARED} [Conv2D(3, 8, 3, Activation.Relu)] [MaxPool2D(2)] [Layer(48, 5, Activation.Softmax)]", (8, 7, 3),
        lambda: nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(48, 5), nn.Softmax(dim=1)), None),
    ("Strides", "[Conv2D(2, 6, 3, Activation.Tanh, Stride = 2, ZeroPadding = 1)] [Conv2D(6, 4, 2, Activation.Gelu, Dilation = 2)] [Layer(16, 3, Activation.Identity)]", (8, 7, 2),
        lambda: nn.Sequential(nn.Conv2d(2, 6, 3, stride=2, padding=1), nn.Tanh(), nn.Conv2d(6, 4, 2, dilation=2), nn.GELU(), nn.Flatten(), nn.Linear(16, 3)), None),
    ("GroupsOfChannels", "[Conv2D(4, 8, 3, Activation.Silu, Groups = 2, Padding = Padding.Same)] [AveragePool2D(2)] [Layer(48, 2, Activation.Identity)]", (4, 6, 4),
        lambda: nn.Sequential(nn.Conv2d(4, 8, 3, groups=2, padding=1), nn.SiLU(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(48, 2)), None),
    ("Depthwise", "[Conv2D(4, 4, 3, Activation.Relu6, Groups = 4, Padding = Padding.Same, Bias = false, BatchNormalization = true)]"
        " [Conv2D(4, 9, 1, Activation.Relu, Bias = false, BatchNormalization = true)] [GlobalAveragePool] [Layer(9, 3, Activation.Identity)]", (5, 4, 4),
        lambda: nn.Sequential(nn.Conv2d(4, 4, 3, groups=4, padding=1, bias=False), nn.BatchNorm2d(4), nn.ReLU6(), nn.Conv2d(4, 9, 1, bias=False), nn.BatchNorm2d(9), nn.ReLU(),
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(9, 3)), None),
    ("NormalizedGroups", "[Conv2D(3, 8, 3, Activation.Relu, GroupNormalization = 4)] [Conv2D(8, 6, 2, Activation.Tanh, GroupNormalization = 1)] [MaxPool2D(2)] [Layer(12, 2, Activation.Identity)]", (7, 6, 3),
        lambda: nn.Sequential(nn.Conv2d(3, 8, 3), nn.GroupNorm(4, 8), nn.ReLU(), nn.Conv2d(8, 6, 2), nn.GroupNorm(1, 6), nn.Tanh(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(12, 2)), None),
    ("Signal", "[Conv1D(3, 8, 5, Activation.Mish, ZeroPadding = 2, Stride = 2)] [MaxPool1D(2)] [Conv1D(8, 17, 2, Activation.PRelu)] [Layer(34, 2, Activation.Identity)]", (12, 3),
        lambda: nn.Sequential(nn.Conv1d(3, 8, 5, padding=2, stride=2), nn.Mish(), nn.MaxPool1d(2), nn.Conv1d(8, 17, 2), nn.PReLU(), nn.Flatten(), nn.Linear(34, 2)), None),
    ("Overlapping", "[Conv2D(2, 5, 3, Activation.Elu, Slope = 1)] [MaxPool2D(3, Stride = 2)] [Conv2D(5, 4, 2, Activation.HardSwish)] [AveragePool2D(2, Stride = 1)] [Layer(4, 2, Activation.Identity)]", (9, 9, 2),
        lambda: nn.Sequential(nn.Conv2d(2, 5, 3), nn.ELU(), nn.MaxPool2d(3, stride=2), nn.Conv2d(5, 4, 2), nn.Hardswish(), nn.AvgPool2d(2, stride=1), nn.Flatten(), nn.Linear(4, 2)), None),
]


def rounded(tensor):
    return tensor.float().double()


def uniform(*shape, bound=1.0):
    return rounded((torch.rand(*shape) * 2 - 1) * bound)


def numbers(tensor):
    """Nine digits are what a float takes."""
    return [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]


def channels_first(x):
    return x.movedim(-1, 1)


def tensors_of(model, of):
    return {name: {"shape": list(tensor.shape), "values": numbers(of(name, tensor))}
        for name, tensor in [*model.named_parameters(), *model.named_buffers()] if not name.endswith("num_batches_tracked")}


def gradient_of(model, name, tensor):
    """What a loader makes the gradients of a network's parameters of."""
    if tensor.grad is None:
        return tensor
    # A GRU has two biases here, too.
    has_one_bias = "bias_hh_l" in name and not isinstance(getattr(model, name.split(".")[0]), nn.GRU)
    return torch.zeros_like(tensor) if has_one_bias else tensor.grad


def loss_of(outputs, targets, loss, lengths, warm_up):
    """Each sequence counts alike."""
    if outputs.dim() < 3:
        return loss(outputs, targets)
    lengths = [outputs.shape[1]] * outputs.shape[0] if lengths is None else lengths
    rows = [loss(a[warm_up:n], y[warm_up:n]) for a, y, n in zip(outputs, targets, lengths)]
    return sum(rows) / len(rows)


def evaluate(name, layers, shape, make, modules, options):
    model = make()
    for parameter in model.parameters():
        fan_in = parameter[0].numel() if parameter.dim() > 1 else 9
        parameter.data = uniform(*parameter.shape, bound=(3 / fan_in) ** 0.5)
    for buffer_name, buffer in model.named_buffers():
        if "running" in buffer_name:
            buffer.copy_(uniform(*buffer.shape) + (1.5 if "var" in buffer_name else 0))
    lengths, loss = options.get("lengths"), options.get("loss", squared)
    rows = len(lengths) if lengths else 4
    prepare = channels_first if modules is None else lambda x: x

    def run(x, states=None):
        return model(prepare(x)) if modules is None else model(x, lengths, states)

    windows, states = [], {}
    tensors = tensors_of(model, lambda _, tensor: tensor)
    for _ in range(options.get("windows", 1)):
        inputs = uniform(rows, *shape, bound=2).requires_grad_()
        model.eval()
        inference = run(inputs, dict(states)).detach()
        model.train()
        for parameter in model.parameters():
            parameter.grad = None
        outputs = run(inputs, states)
        outputs.retain_grad()
        targets = uniform(*outputs.shape)
        if loss is entropy:
            targets = rounded(torch.softmax(3 * targets, dim=-1))
        mean = loss_of(outputs, targets, loss, lengths, options.get("warm_up", 0))
        mean.backward()
        states = {key: tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach() for key, state in states.items()}
        windows.append({
            "inputs": numbers(inputs), "targets": numbers(targets), "inferenceOutputs": numbers(inference), "outputs": numbers(outputs), "meanLoss": mean.item(),
            "outputGradients": numbers(rounded(outputs.grad)), "inputGradients": numbers(inputs.grad),
            "gradients": tensors_of(model, lambda name, tensor: gradient_of(model, name, tensor))})
    network, *rest = layers.split(" [") if layers.startswith("[Network") else ("", *layers.split(" ["))
    declaration = [*([network] if network else []), f"[Input({', '.join(map(str, shape))})]", *("[" + layer.lstrip("[") for layer in rest)]
    return {"name": name, "declaration": declaration, "modules": modules, "rows": rows, "lengths": lengths, "tensors": tensors, "windows": windows}, model, prepare


def export(folder, name, model, prepare, shape, tensors):
    """As float, as it was before training, with any number of rows, and of steps where there are such."""
    for buffer_name, buffer in model.named_buffers():
        if buffer_name in tensors:
            buffer.copy_(torch.tensor(tensors[buffer_name]["values"]))
    x = prepare(torch.zeros(2, *shape)).float()
    axes = {0: "rows", 1: "steps"} if isinstance(model, Steps) else {0: "rows"}
    torch.onnx.export(model.float().eval(), x, f"{folder}/{name}.onnx", input_names=["input"], output_names=["output"], dynamic_axes={"input": axes, "output": axes}, opset_version=15)


vectors = []
for name, layers, shape, make, modules, *options in NETWORKS:
    vector, model, prepare = evaluate(name, layers, shape, make, modules, options[0] if options else {})
    vectors.append(json.dumps(vector))
    if len(sys.argv) > 1 and "lengths" not in (options[0] if options else {}):
        export(sys.argv[1], name, model, prepare, shape, vector["tensors"])
print("[\n" + ",\n".join(vectors) + "\n]")
