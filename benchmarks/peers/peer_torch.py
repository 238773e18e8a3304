"""
PyTorch. Training: `eager`, `eager foreach` (optimizers that move all tensors at once) or `script`, see torch_training.py; the data lie ready as one
tensor, in a new order once per epoch, and batches are slices of it. Predicting: `eager` (nn.Sequential in inference mode), `frozen` (the same as
TorchScript, frozen and optimized for inference) or `by hand` (products with a bias, into memory that is kept).
"""

import torch
from torch import nn

from worker import XOR_T, XOR_X, Task

VERSIONS = {"torch": torch.__version__}


def train(task):
    from torch_training import Eager, Script

    network = Script(task.case) if task.mode == "script" else Eager(task.case, foreach=task.mode == "eager foreach")
    x, y, t = (torch.from_numpy(part) for part in task.train_digits())
    x_test, y_test = task.test_digits()

    def epoch():
        order = torch.randperm(len(x))
        network.epoch(x[order], y[order], t[order])

    def accuracy():
        return (network.outputs(torch.from_numpy(x_test)).argmax(1).numpy() == y_test).mean()

    task.time_training(VERSIONS, len(x), epoch, accuracy)


def sequential(layers):
    modules = []
    for w, b in layers:
        linear = nn.Linear(w.shape[1], w.shape[0])
        linear.weight.data, linear.bias.data = torch.from_numpy(w.copy()), torch.from_numpy(b.copy())
        modules += [linear, nn.ReLU(inplace=True)]
    return nn.Sequential(*modules[:-1], nn.Softmax(-1)).eval()


def by_hand(layers, rows):
    biases = [torch.from_numpy(b.copy()) for _, b in layers]
    if rows == 1:  # for vectors: a product of matrix and vector takes a third of the time of one with a matrix of one row
        weights = [torch.from_numpy(w.copy()) for w, _ in layers]
        kept = [torch.empty(len(b)) for b in biases]
        product = lambda x, w, b, out: torch.addmv(b, w, x, out=out)
    else:
        weights = [torch.from_numpy(w.T.copy()) for w, _ in layers]
        kept = [torch.empty(rows, len(b)) for b in biases]
        product = lambda x, w, b, out: torch.addmm(b, x, w, out=out)
    *hidden, last = zip(weights, biases, kept)

    def predict(x):
        for w, b, out in hidden:
            x = product(x, w, b, out).relu_()
        return torch.softmax(product(x, *last), -1)

    return predict


def predictor(task, example):
    layers = task.layers()
    if task.mode == "by hand":
        return by_hand(layers, task.case["batch"])
    model = sequential(layers)
    if task.mode == "eager":
        return model
    frozen = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.script(model)))
    for _ in range(3):  # TorchScript watches the first calls
        frozen(example)
    return frozen


def predict_one(task):
    with torch.inference_mode():
        task.time_one(VERSIONS, predictor(task, torch.zeros(task.case["sizes"][0])), torch.from_numpy)


def predict_batch(task):
    with torch.inference_mode():
        task.time_batches(VERSIONS, predictor(task, torch.zeros(task.case["batch"], task.case["sizes"][0])), torch.from_numpy)


def xor(task):
    import torch_xor

    one = torch_xor.train_script if task.mode == "script" else torch_xor.train_eager
    x, t = torch.from_numpy(XOR_X), torch.from_numpy(XOR_T)
    task.time_xor(VERSIONS, lambda seed: one(task.case, x, t, seed))


def main():
    task = Task()
    torch.set_num_threads(task.threads)
    torch.manual_seed(task.seed)
    torch.set_flush_denormal(True)
    {"train": train, "predict-one": predict_one, "predict-batch": predict_batch, "xor": xor}[task.case["kind"]](task)


main()
