"""XOR inside one TorchScript function: SiLU, sigmoid, cross-entropy, momentum, the recipe that Glia uses, gradients by hand."""

import torch


@torch.jit.script
def scripted_xor(x: torch.Tensor, t: torch.Tensor, w1: torch.Tensor, w2: torch.Tensor, rate: float, momentum: float, largest_error: float, most_epochs: int) -> int:
    b1, b2 = torch.zeros(3), torch.zeros(1)
    v1, v2, u1, u2 = torch.zeros_like(w1), torch.zeros_like(w2), torch.zeros_like(b1), torch.zeros_like(b2)
    for epoch in range(most_epochs):
        z = torch.addmm(b1, x, w1)
        s = torch.sigmoid(z)
        h = z * s
        error = torch.sigmoid_(torch.addmm(b2, h, w2)).sub_(t)
        if float(error.abs().max()) < largest_error:
            return epoch
        dz = (error * w2.t()).mul_(s + h * (1 - s))
        v2.mul_(momentum).addmm_(h.t(), error)
        u2.mul_(momentum).add_(error.sum(0))
        v1.mul_(momentum).addmm_(x.t(), dz)
        u1.mul_(momentum).add_(dz.sum(0))
        w2.sub_(v2, alpha=rate)
        b2.sub_(u2, alpha=rate)
        w1.sub_(v1, alpha=rate)
        b1.sub_(u1, alpha=rate)
    return -1


def train_script(case, x, t, seed):
    torch.manual_seed(seed)
    w1, w2 = (torch.rand(i, o).mul_(2).sub_(1).mul_((6 / (i + o)) ** 0.5) for i, o in ((2, 3), (3, 1)))  # Xavier
    with torch.no_grad():
        epochs = scripted_xor(x, t, w1, w2, 2 / 4, 0.9, case["largest_error"], case["most_epochs"])
    return None if epochs < 0 else epochs


def train_eager(case, x, t, seed):
    """The same as people write it."""
    torch.manual_seed(seed)
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.SiLU(), torch.nn.Linear(3, 1))
    for layer in (model[0], model[2]):
        torch.nn.init.xavier_uniform_(layer.weight)
        torch.nn.init.zeros_(layer.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=2, momentum=0.9)
    for epoch in range(case["most_epochs"]):
        out = model(x)
        if (torch.sigmoid(out.detach()) - t).abs().max().item() < case["largest_error"]:
            return epoch
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.binary_cross_entropy_with_logits(out, t).backward()
        optimizer.step()
    return None
