"""Writes schedules.json: the rates of torch.optim.lr_scheduler for an optimizer with a rate of 1, step after step (or epoch after epoch).

Made with PyTorch 1.13. "losses" are what ReduceLROnPlateau is told after each epoch, and its rates those of the epoch that follows.
"""

import json
import pathlib
import warnings

import torch
from torch.optim import lr_scheduler as torch_schedules

warnings.simplefilter("ignore")
LOSSES = [5, 4, 4, 4, 4.5, 3.99999, 3.5, 3.5, 3.6, 3.7, 3.8, 3, 3, 3, 3, 3, 3, 3, 3, 2.9, 2.9, 2.9, 2.9, 2.9, 2.9, 2.9, 2.9, 2.9]


def rates(make, count, losses=None):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = make(optimizer)
    result = []
    for i in range(count):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if losses is None:
            schedule.step()
        else:
            schedule.step(losses[i])
    return result


def warm(optimizer, start, warmup, steps, minimum):
    parts = [
        torch_schedules.LinearLR(optimizer, start_factor=start, total_iters=warmup),
        torch_schedules.CosineAnnealingLR(optimizer, T_max=steps - warmup, eta_min=minimum),
    ]
    return torch_schedules.SequentialLR(optimizer, parts, milestones=[warmup])


def one_cycle(steps, share=0.3, initial=25.0, final=1e4):
    return lambda o: torch_schedules.OneCycleLR(
        o, max_lr=1.0, total_steps=steps, pct_start=share, div_factor=initial, final_div_factor=final, cycle_momentum=False)


CASES = {
    "StepSchedule 7 0.3": rates(lambda o: torch_schedules.StepLR(o, step_size=7, gamma=0.3), 40),
    "ExponentialSchedule 0.9": rates(lambda o: torch_schedules.ExponentialLR(o, gamma=0.9), 40),
    "CosineSchedule 30 0 0 0": rates(lambda o: torch_schedules.CosineAnnealingLR(o, T_max=30), 31),
    "CosineSchedule 30 0 0 0.2": rates(lambda o: torch_schedules.CosineAnnealingLR(o, T_max=30, eta_min=0.2), 31),
    "CosineSchedule 40 8 0.1 0.05": rates(lambda o: warm(o, 0.1, 8, 40, 0.05), 41),
    "OneCycleSchedule 50 0.3 25 10000": rates(one_cycle(50), 50),
    "OneCycleSchedule 37 0.4 10 100": rates(one_cycle(37, 0.4, 10.0, 100.0), 37),
    "ReduceOnPlateau 0.5 2 0.0001 0 0": rates(
        lambda o: torch_schedules.ReduceLROnPlateau(o, factor=0.5, patience=2, eps=0), len(LOSSES), LOSSES),
    "ReduceOnPlateau 0.1 0 0.01 3 0": rates(
        lambda o: torch_schedules.ReduceLROnPlateau(o, factor=0.1, patience=0, threshold=0.01, cooldown=3, eps=0), len(LOSSES), LOSSES),
    "ReduceOnPlateau 0.3 1 0 1 0.05": rates(
        lambda o: torch_schedules.ReduceLROnPlateau(o, factor=0.3, patience=1, threshold=0, cooldown=1, min_lr=0.05, eps=0),
        len(LOSSES), LOSSES),
}

lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in CASES.items())
text = f'{{\n"losses": {json.dumps(LOSSES)},\n"rates": {{\n{lines}\n}}\n}}\n'
pathlib.Path(__file__).with_suffix(".json").write_text(text)
