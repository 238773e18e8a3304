#!/usr/bin/env python3
"""Loads models that Glia saved into PyTorch and compares the outputs with Glia's own.

Run by hand where PyTorch is installed. First let Glia write models and what it predicts with them, then compare:
    dotnet run tests/interop/PredictRows.cs -- FOLDER [MODEL.safetensors ...]
    python3 tests/interop/load_in_pytorch.py FOLDER

FOLDER then holds pairs: NAME.safetensors, and NAME.json with "inputs" and "outputs", one list per sample.
"""
import json
import pathlib
import struct
import sys

import torch
from torch import nn

TOLERANCE = 1e-5


class Step(nn.Module):
    def forward(self, z):
        return (z >= 0).to(z.dtype)


class Divide(nn.Module):
    def __init__(self, by):
        super().__init__()
        self.by = by

    def forward(self, z):
        return z / self.by


class Sign(nn.Module):
    def forward(self, z):
        return torch.sign(z)


ACTIVATIONS = {
    "step": Step, "sign": Sign, "identity": nn.Identity, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU,
    "leaky-relu": nn.LeakyReLU, "elu": nn.ELU, "gelu": nn.GELU, "silu": nn.SiLU, "softplus": nn.Softplus,
    "hard-sigmoid": nn.Hardsigmoid, "softmax": lambda: nn.Softmax(dim=-1),
}


def read_by_hand(path):
    """The tensors and the metadata of a safetensors file, without the package."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    body = data[8 + length:]
    tensors = {}
    for name, info in header.items():
        start, end = info["data_offsets"]
        assert info["dtype"] == "F32", name
        tensors[name] = torch.frombuffer(bytearray(body[start:end]), dtype=torch.float32).reshape(info["shape"])
    return tensors, metadata


def read(path):
    """The same with the safetensors package where it is installed."""
    try:
        from safetensors import safe_open
    except ImportError:
        return read_by_hand(path)
    with safe_open(str(path), framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata()


def build(metadata):
    """The nn.Sequential that the architecture describes."""
    architecture = json.loads(metadata["glia.architecture"])
    modules, width = [], architecture["inputs"]
    for layer in architecture["layers"]:
        if layer["kind"] == "dense":
            modules += [nn.Linear(width, layer["units"], bias=layer["bias"]), ACTIVATIONS[layer["activation"]]()]
            width = layer["units"]
        else:
            modules.append(nn.Dropout(layer["rate"]))
    if "glia.calibration" in metadata:
        # A calibrated network's probabilities are softmax(z / T).
        # It is one module with the softmax, so that the tensors' places stay as they are.
        temperature = json.loads(metadata["glia.calibration"])["temperature"]
        modules[-1] = nn.Sequential(Divide(temperature), modules[-1])
    return nn.Sequential(*modules).eval()


def scale(inputs, metadata):
    """What the model's scaler does to raw inputs."""
    if "glia.scaler" not in metadata:
        return inputs
    scaler = json.loads(metadata["glia.scaler"])
    return inputs * torch.tensor(scaler["scale"]) + torch.tensor(scaler["shift"])


def difference(model):
    """The largest difference between PyTorch's outputs and Glia's, over all samples."""
    tensors, metadata = read(model)
    network = build(metadata)
    network.load_state_dict(tensors)
    expected = json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))
    with torch.no_grad():
        outputs = network(scale(torch.tensor(expected["inputs"]), metadata))
    wanted = torch.tensor(expected["outputs"])
    assert outputs.shape == wanted.shape, f"{outputs.shape} is not {wanted.shape}"
    return len(wanted), (outputs - wanted).abs().max().item()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    models = sorted(pathlib.Path(sys.argv[1]).glob("*.safetensors"))
    if not models:
        sys.exit(f"{sys.argv[1]}: there are no .safetensors files here. See the start of this script for how to make some.")
    failed = False
    for model in models:
        samples, largest = difference(model)
        good = largest <= TOLERANCE
        failed |= not good
        print(f"{model.name:28} {samples:6} samples  largest difference {largest:.2e}{'' if good else '  TOO LARGE'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
