"""Prints, for networks of the benchmark, the nanoseconds that PyTorch takes on one thread for loss and gradients of a batch, and for one sample.

A line for each: name, batch, nanoseconds of a batch, nanoseconds of a sample. The best of several turns, as the benchmark takes its own.
"""

import time

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(1)


class Recurrent(nn.Module):
    def __init__(self, module, units):
        super().__init__()
        self.module = module(1, units, batch_first=True)
        self.last = nn.Linear(units, 1)

    def forward(self, x):
        return self.last(self.module(x)[0])


def dense(*sizes):
    layers = [part for i in range(len(sizes) - 1) for part in (nn.Linear(sizes[i], sizes[i + 1]), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


def le_net():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def ds_cnn():
    def normalized(convolution):
        return [convolution, nn.BatchNorm2d(64), nn.ReLU()]

    # Padded as TensorFlow pads 49 x 10 by a window of 10 x 4 with a stride of 2: 25 x 5.
    blocks = [nn.ZeroPad2d((1, 1, 4, 5)), *normalized(nn.Conv2d(1, 64, (10, 4), stride=2, bias=False))]
    for _ in range(4):
        blocks += normalized(nn.Conv2d(64, 64, 3, padding=1, groups=64, bias=False)) + normalized(nn.Conv2d(64, 64, 1, bias=False))
    return nn.Sequential(*blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 12))


def best(work, turns=7, least=0.05):
    work()
    fastest = float("inf")
    for _ in range(turns):
        count, start = 0, time.perf_counter()
        while count == 0 or time.perf_counter() - start < least:
            work()
            count += 1
        fastest = min(fastest, (time.perf_counter() - start) / count)
    return fastest * 1e9


def measure(name, model, shape, batch, classes=0):
    x = torch.randn(batch, *shape)
    outputs = model(x)
    y = torch.randint(classes, (batch,)) if classes else torch.randn_like(outputs)

    def step():
        for parameter in model.parameters():
            parameter.grad = None
        (F.cross_entropy(model(x), y) if classes else F.mse_loss(model(x), y)).backward()

    def sample():
        with torch.no_grad():
            model(x[:1])

    of_batch = best(step)
    model.eval()
    # One step of a sequence: a program that goes step by step has no more.
    x = x[:, :1] if isinstance(model, Recurrent) else x
    print(name, batch, of_batch, best(sample))


measure("64-32-10", dense(64, 32, 10), (64,), 32, 10)
measure("784-128-10", dense(784, 128, 10), (784,), 32, 10)
measure("784-256-128-10", dense(784, 256, 128, 10), (784,), 256, 10)
measure("LeNet-5", le_net(), (1, 28, 28), 64, 10)
measure("DS-CNN", ds_cnn(), (1, 49, 10), 64, 12)
measure("1-LSTM-40-1", Recurrent(nn.LSTM, 40), (2048, 1), 32)
