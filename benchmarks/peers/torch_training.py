"""
Training in PyTorch in two ways: `Eager`, as people write it (nn.Sequential, autograd, torch.optim), and `Script`, as fast as we could make it go
(gradients by hand, the whole epoch inside one TorchScript function, no autograd and no Python between steps).
"""

import inspect
from typing import List

import torch
from torch import nn

DEVIATION = {"he": lambda fan_in: (2 / fan_in) ** 0.5, "normal-fan-in": lambda fan_in: fan_in ** -0.5}


class Eager:
    def __init__(self, case, foreach):
        layers = []
        sizes = case["sizes"]
        for i, (fan_in, fan_out) in enumerate(zip(sizes, sizes[1:])):
            linear = nn.Linear(fan_in, fan_out, bias=case["bias"])
            nn.init.normal_(linear.weight, 0, DEVIATION[case["weights"]](fan_in))
            if case["bias"]:
                nn.init.zeros_(linear.bias)
            layers.append(linear)
            is_last = i == len(sizes) - 2
            if not is_last or case["output"] != "softmax":  # softmax is part of the loss
                layers.append(nn.ReLU() if not is_last and case["hidden"] == "relu" else nn.Sigmoid())
        self.model = nn.Sequential(*layers)
        self.is_softmax, self.batch = case["output"] == "softmax", case["batch"]
        kind = torch.optim.Adam if case["optimizer"] == "adam" else torch.optim.SGD
        settings = {"lr": case["rate"]}
        if kind is torch.optim.SGD:
            settings["momentum"] = case["momentum"]
        if "foreach" in inspect.signature(kind).parameters:
            settings["foreach"] = foreach
        self.optimizer = kind(self.model.parameters(), **settings)

    def epoch(self, x, y, t):
        model, optimizer = self.model, self.optimizer
        goals = y if self.is_softmax else t
        for rows, goal in zip(x.split(self.batch), goals.split(self.batch)):
            optimizer.zero_grad(set_to_none=True)
            out = model(rows)
            loss = nn.functional.cross_entropy(out, goal) if self.is_softmax else 0.5 * (out - goal).square().sum() / len(rows)
            loss.backward()
            optimizer.step()

    def outputs(self, x):
        with torch.no_grad():
            return self.model(x)


@torch.jit.script
def scripted_epoch(
    x: torch.Tensor, t: torch.Tensor, weights: List[torch.Tensor], biases: List[torch.Tensor], m: List[torch.Tensor], v: List[torch.Tensor],
    step: int, batch: int, rate: float, momentum: float, relu: bool, softmax: bool, adam: bool, bias: bool,
) -> int:
    layers = len(weights)
    for start in range(0, x.size(0), batch):
        step += 1
        rows, goal = x[start:start + batch], t[start:start + batch]
        a = [rows]
        for i in range(layers):
            z = torch.addmm(biases[i], a[i], weights[i]) if bias else torch.mm(a[i], weights[i])
            if i == layers - 1 and softmax:
                a.append(torch.softmax(z, 1))
            elif relu and i < layers - 1:
                a.append(torch.relu_(z))
            else:
                a.append(torch.sigmoid_(z))
        out = a[layers]
        d = (out - goal).div_(rows.size(0))
        if not softmax:
            d = d.mul_(out).mul_(1 - out)
        for k in range(layers):
            i = layers - 1 - k
            below = d
            if i > 0:
                d = torch.mm(d, weights[i].t())
                d = d.mul_(a[i] > 0) if relu else d.mul_(a[i]).mul_(1 - a[i])
            if momentum == 0 and not adam:  # plain SGD: the product itself moves the weights
                weights[i].addmm_(a[i].t(), below, alpha=-rate)
                if bias:
                    biases[i].sub_(below.sum(0), alpha=rate)
                continue
            gradients = [torch.mm(a[i].t(), below)]
            parameters = [weights[i]]
            if bias:
                gradients.append(below.sum(0))
                parameters.append(biases[i])
            for j in range(len(gradients)):
                g, p, slot = gradients[j], parameters[j], 2 * i + j
                if adam:
                    m[slot].lerp_(g, 0.1)
                    v[slot].mul_(0.999).addcmul_(g, g, value=0.001)
                    size = rate / (1 - 0.9 ** step)
                    root = (1 - 0.999 ** step) ** 0.5
                    p.addcdiv_(m[slot], v[slot].sqrt().div_(root).add_(1e-8), value=-size)
                else:
                    m[slot].mul_(momentum).add_(g)
                    p.sub_(m[slot], alpha=rate)
    return step


class Script:
    def __init__(self, case):
        self.case, self.step = case, 0
        sizes = case["sizes"]
        self.weights = [torch.randn(i, o) * DEVIATION[case["weights"]](i) for i, o in zip(sizes, sizes[1:])]
        self.biases = [torch.zeros(o) for o in sizes[1:]]
        parameters = [p for pair in zip(self.weights, self.biases) for p in pair]
        self.m = [torch.zeros_like(p) for p in parameters]
        self.v = [torch.zeros_like(p) for p in parameters]
        self._warm_up()

    def epoch(self, x, y, t):
        self.step = self._run(x, t, self.case["rate"], self.step)

    def _run(self, x, t, rate, step):
        case = self.case
        with torch.no_grad():
            return scripted_epoch(
                x, t, self.weights, self.biases, self.m, self.v, step, case["batch"], rate, case["momentum"],
                case["hidden"] == "relu", case["output"] == "softmax", case["optimizer"] == "adam", case["bias"])

    def _warm_up(self):
        """TorchScript watches a function's first calls, and only then makes it fast: show it two batches of nothing, with a rate that moves nothing."""
        rows = 2 * self.case["batch"]
        for _ in range(3):
            self._run(torch.zeros(rows, self.case["sizes"][0]), torch.zeros(rows, 10), 0.0, 0)
        for slot in self.m + self.v:
            slot.zero_()

    def outputs(self, x):
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = x @ w + (b if self.case["bias"] else 0)
            if i < len(self.weights) - 1:
                x = torch.relu(x) if self.case["hidden"] == "relu" else torch.sigmoid(x)
        return x
