"""One sample at a time, as the textbooks first show it: vectors, dot products, errors sent back through the transposed weights."""

import numpy as np

from worker import Task


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class TextbookNetwork:
    """Layers without biases, sigmoid throughout, half squared error; float64 as numpy makes it, or float32 on request."""

    def __init__(self, sizes, rate, seed, dtype):
        random = np.random.default_rng(seed)
        self.rate = dtype(rate)
        self.weights = [
            random.normal(0, fan_in ** -0.5, (fan_out, fan_in)).astype(dtype)
            for fan_in, fan_out in zip(sizes, sizes[1:])
        ]

    def outputs(self, x):
        activations = [x]
        for w in self.weights:
            activations.append(sigmoid(np.dot(w, activations[-1])))
        return activations

    def train(self, x, target):
        activations = self.outputs(x)
        error = target - activations[-1]
        for layer in reversed(range(len(self.weights))):
            out, below = activations[layer + 1], activations[layer]
            delta = error * out * (1 - out)
            error = np.dot(self.weights[layer].T, delta)  # before the weights move
            self.weights[layer] += self.rate * np.outer(delta, below)


def main():
    task = Task()
    dtype = np.float32 if task.mode == "float32" else np.float64
    x, t, x_test = task.x.astype(dtype), task.t.astype(dtype), task.x_test.astype(dtype)
    network = TextbookNetwork(task.case["sizes"], task.case["rate"], task.seed, dtype)
    random = np.random.default_rng(task.seed + 1)

    def epoch():
        for i in random.permutation(len(x)):
            network.train(x[i], t[i])

    def accuracy():
        return np.mean(network.outputs(x_test.T)[-1].argmax(axis=0) == task.y_test)

    task.run({}, epoch, accuracy)


main()
