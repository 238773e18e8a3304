#!/usr/bin/env python3
"""Writes tests/Glia.Tests/Golden/pytorch-trace.json: small trainings done by PyTorch, step by step, for Glia to repeat.

Run by hand where PyTorch is installed; the tests read the file and need no Python.
    python3 tests/interop/make_trace.py
"""
import json
import pathlib

import torch
from torch import nn

ACTIVATIONS = {
    "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "leaky-relu": nn.LeakyReLU, "elu": nn.ELU,
    "gelu": nn.GELU, "silu": nn.SiLU, "softplus": nn.Softplus, "hard-sigmoid": nn.Hardsigmoid,
}
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, 0.1),
    "momentum": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, 0.05, momentum=0.9, nesterov=True),
    "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01, alpha=0.9),
    "adam": lambda p: torch.optim.Adam(p, 0.01),
    "adamw": lambda p: torch.optim.AdamW(decaying_weights(list(p), 0.1), 0.01),
}


def decaying_weights(parameters, decay):
    """Decay for matrices alone: in Glia biases do not decay."""
    return [
        {"params": [p for p in parameters if p.dim() > 1], "weight_decay": decay},
        {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0},
    ]


STEPS, ROWS, INPUTS, HIDDEN, OUTPUTS = 8, 6, 5, 7, 3


class Probabilities(nn.Module):
    """Binary cross-entropy as Glia defines it: the mean over outputs and samples."""

    def forward(self, z, labels):
        return nn.functional.binary_cross_entropy_with_logits(z, nn.functional.one_hot(labels, OUTPUTS).float())


class Squares(nn.Module):
    """Mean squared error against one-hot targets."""

    def forward(self, z, labels):
        return nn.functional.mse_loss(z, nn.functional.one_hot(labels, OUTPUTS).float())


LOSSES = {
    "cross-entropy": nn.CrossEntropyLoss(),
    "label-smoothing": nn.CrossEntropyLoss(label_smoothing=0.1),
    "binary-cross-entropy": Probabilities(),
    "mse": Squares(),
}


def trace(activation, loss, optimizer):
    torch.manual_seed(1)
    net = nn.Sequential(nn.Linear(INPUTS, HIDDEN), ACTIVATIONS[activation](), nn.Linear(HIDDEN, OUTPUTS))
    x, labels = torch.randn(ROWS, INPUTS), torch.arange(ROWS) % OUTPUTS
    start = [p.detach().tolist() for p in net.parameters()]
    step, losses = OPTIMIZERS[optimizer](net.parameters()), []
    for _ in range(STEPS):
        step.zero_grad()
        value = LOSSES[loss](net(x), labels)
        value.backward()
        step.step()
        losses.append(value.item())
    return {
        "activation": activation, "loss": loss, "optimizer": optimizer, "x": x.tolist(), "labels": labels.tolist(),
        "start": start, "losses": losses, "end": [p.detach().tolist() for p in net.parameters()],
    }


def main():
    cases = [trace(a, "cross-entropy", "sgd") for a in ACTIVATIONS]
    cases += [trace("tanh", "cross-entropy", o) for o in OPTIMIZERS if o != "sgd"]
    cases += [trace("tanh", loss, "sgd") for loss in LOSSES if loss != "cross-entropy"]
    path = pathlib.Path(__file__).parent.parent / "Glia.Tests" / "Golden" / "pytorch-trace.json"
    lines = ",\n".join(json.dumps(case) for case in cases)
    path.write_text(f'{{"pytorch": "{torch.__version__}", "cases": [\n{lines}\n]}}\n')
    print(f"{len(cases)} traces in {path}")


if __name__ == "__main__":
    main()
