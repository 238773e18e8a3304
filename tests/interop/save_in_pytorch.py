#!/usr/bin/env python3
"""Saves plain networks from PyTorch as safetensors, with what PyTorch computes with them, for Glia to import and compare.

Run by hand where PyTorch is installed:
    python3 tests/interop/save_in_pytorch.py FOLDER
    dotnet run tests/interop/ImportRows.cs -- FOLDER

FOLDER then holds pairs: NAME.safetensors, and NAME.json with the activations, "inputs" and "outputs", one list per sample.
"""
import json
import pathlib
import struct
import sys
from collections import OrderedDict

import torch
from torch import nn

SAMPLES = 100
TYPES = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16"}


class Module(nn.Module):
    """Layers with names of their own, as people write them."""

    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc10 = nn.Linear(9, 14), nn.Linear(14, 8), nn.Linear(8, 4)

    def forward(self, x):
        return self.fc10(torch.relu(self.fc2(torch.relu(self.fc1(x)))))


def sequential(activation, *names, bias=True):
    """9-14-8-4, the linear layers in places 0, 2, 4 or under names."""
    linear = [nn.Linear(9, 14, bias=bias), nn.Linear(14, 8, bias=bias), nn.Linear(8, 4, bias=bias)]
    if not names:
        return nn.Sequential(linear[0], activation(), linear[1], activation(), linear[2])
    layers = OrderedDict()
    for name, layer in zip(names, linear):
        layers[name] = layer
        layers[f"after_{name}"] = activation()
    layers.popitem()
    return nn.Sequential(layers)


NETWORKS = {
    "sequential": ("relu", "identity", sequential(nn.ReLU)),
    "named": ("tanh", "identity", sequential(nn.Tanh, "layer9", "layer10", "layer11")),
    "module": ("relu", "softmax", Module()),
    "no-bias": ("gelu", "identity", sequential(nn.GELU, bias=False)),
    "one-layer": ("relu", "sigmoid", nn.Linear(9, 4)),
    "double": ("silu", "identity", sequential(nn.SiLU).double()),
    "half": ("elu", "identity", sequential(nn.ELU).half()),
    "bfloat16": ("sigmoid", "identity", sequential(nn.Sigmoid).bfloat16()),
}
OUTPUTS = {"identity": lambda z: z, "softmax": lambda z: torch.softmax(z, -1), "sigmoid": torch.sigmoid}


def save(tensors, path):
    """As safetensors.torch.save_file, which is used where it is installed."""
    try:
        from safetensors.torch import save_file
    except ImportError:
        save_by_hand(tensors, path)
    else:
        save_file(tensors, str(path), metadata={"format": "pt"})


def save_by_hand(tensors, path):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name in sorted(tensors):
        tensor = tensors[name].contiguous()
        raw = bytes(tensor.view(torch.int16 if tensor.element_size() == 2 else tensor.dtype).numpy().tobytes())
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, (hidden, output, network) in NETWORKS.items():
        save(network.state_dict(), folder / f"{name}.safetensors")
        inputs = torch.randn(SAMPLES, 9)
        with torch.no_grad():
            outputs = OUTPUTS[output](network.float()(inputs))  # 16 bits are storage; Glia computes in 32
        answers = {"activation": hidden, "output": output, "inputs": inputs.tolist(), "outputs": outputs.tolist()}
        (folder / f"{name}.json").write_text(json.dumps(answers))
    print(f"{len(NETWORKS)} networks in {folder}, PyTorch {torch.__version__}")


if __name__ == "__main__":
    torch.manual_seed(1)
    for _, _, network in NETWORKS.values():
        for parameter in network.parameters():
            nn.init.normal_(parameter, std=0.4)
    main()
