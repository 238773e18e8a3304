"""
PyTorch in two ways: `eager`, as people write it (nn.Sequential, autograd, torch.optim, with foreach where the version has it), and `script`, as fast as
we could make it go (gradients by hand, the whole epoch inside one TorchScript function, no autograd and no Python between steps).
Both keep the data as one tensor, put it in a new order once per epoch, and take batches as slices of that.
"""

import inspect
from typing import List

import torch
from torch import nn

from worker import Task

DEVIATION = {"he": lambda fan_in: (2 / fan_in) ** 0.5, "normal-fan-in": lambda fan_in: fan_in ** -0.5}


class Eager:
    def __init__(self, case):
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
            settings["foreach"] = True
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
            gradients = [torch.mm(a[i].t(), d)]
            parameters = [weights[i]]
            if bias:
                gradients.append(d.sum(0))
                parameters.append(biases[i])
            if i > 0:
                d = torch.mm(d, weights[i].t())
                d = d.mul_(a[i] > 0) if relu else d.mul_(a[i]).mul_(1 - a[i])
            for j in range(len(gradients)):
                g, p, slot = gradients[j], parameters[j], 2 * i + j
                if adam:
                    m[slot].lerp_(g, 0.1)
                    v[slot].mul_(0.999).addcmul_(g, g, value=0.001)
                    size = rate / (1 - 0.9 ** step)
                    root = (1 - 0.999 ** step) ** 0.5
                    p.addcdiv_(m[slot], v[slot].sqrt().div_(root).add_(1e-8), value=-size)
                elif momentum > 0:
                    m[slot].mul_(momentum).add_(g)
                    p.sub_(m[slot], alpha=rate)
                else:
                    p.sub_(g, alpha=rate)
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

    def epoch(self, x, y, t):
        case = self.case
        with torch.no_grad():
            self.step = scripted_epoch(
                x, t, self.weights, self.biases, self.m, self.v, self.step, case["batch"], case["rate"], case["momentum"],
                case["hidden"] == "relu", case["output"] == "softmax", case["optimizer"] == "adam", case["bias"])

    def outputs(self, x):
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = x @ w + (b if self.case["bias"] else 0)
            if i < len(self.weights) - 1:
                x = torch.relu(x) if self.case["hidden"] == "relu" else torch.sigmoid(x)
        return x


def main():
    task = Task()
    torch.set_num_threads(task.threads)
    torch.manual_seed(task.seed)
    x, y, t = torch.from_numpy(task.x), torch.from_numpy(task.y), torch.from_numpy(task.t)
    network = Script(task.case) if task.mode == "script" else Eager(task.case)

    def epoch():
        order = torch.randperm(len(x))
        network.epoch(x[order], y[order], t[order])

    def accuracy():
        return (network.outputs(torch.from_numpy(task.x_test)).argmax(1).numpy() == task.y_test).mean()

    task.run({"torch": torch.__version__}, epoch, accuracy)


main()
