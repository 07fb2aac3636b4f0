#!/usr/bin/env python3
"""Writes safetensors.json: files as Python's safetensors library lays them out, in hexadecimal, of a PyTorch network 3-3-2.

Each file of the first kind has the outputs that PyTorch computes with its weights; their names and orientation are those of
nn.Sequential. "slope" is one of a network with PReLU. The last file is what this library must write for the parameters 0, 1, 2, … of the same network.
From the published format alone (https://github.com/huggingface/safetensors), without that library. Needs torch.
"""
import json
import struct
from pathlib import Path

import torch

ELEMENTS = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.float64: "F64"}


def raw(tensor):
    """Its elements, little-endian; numpy has no bfloat16, whose bits are the upper ones of a float32."""
    if tensor.dtype == torch.bfloat16:
        return tensor.float().numpy().astype("<f4").view("<u2")[..., 1::2].tobytes()
    return tensor.numpy().tobytes()


def lay_out(tensors, metadata=None):
    header = {"__metadata__": metadata} if metadata else {}
    offset = 0
    for name, tensor in tensors:
        end = offset + tensor.numel() * tensor.element_size()
        header[name] = {"dtype": ELEMENTS[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return (struct.pack("<Q", len(text)) + text + b"".join(raw(t.contiguous()) for _, t in tensors)).hex()


if __name__ == "__main__":
    torch.manual_seed(1)
    network = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
    inputs = torch.randn(4, 3)
    files = []
    for dtype, name in ELEMENTS.items():
        network.to(dtype)
        state = sorted(network.state_dict().items())
        network.float()
        with torch.no_grad():
            files.append({"type": name, "file": lay_out(state), "outputs": network(inputs).flatten().tolist()})

    learned = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.PReLU(init=0.3), torch.nn.Linear(3, 2))
    with torch.no_grad():
        slope = {"file": lay_out(sorted(learned.state_dict().items())), "outputs": learned(inputs).flatten().tolist()}

    numbers = torch.arange(20, dtype=torch.float32)
    parts = numbers.split([9, 3, 6, 2])
    names = ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"]
    shapes = [(3, 3), (3,), (3, 2), (2,)]
    own = [(n, p.reshape(s)) for n, p, s in zip(names, parts, shapes)]
    metadata = {"layerwise.sizes": "3,3,2", "layerwise.activations": "Relu,Identity", "trained": "today"}
    result = {"inputs": inputs.flatten().tolist(), "torch": files, "slope": slope, "own": lay_out(own, metadata)}
    Path(__file__).with_name("safetensors.json").write_text(json.dumps(result, indent=1) + "\n")
