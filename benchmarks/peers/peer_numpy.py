"""
A network by hand in numpy, float32. `textbook`: one sample at a time, as the textbooks first show it. `rank-one`: the same with everything written in
place, biases as one more input, and weights moved by BLAS's rank-one update (from scipy). `rows`: whole batches as matrices.
"""

import numpy as np

from worker import XOR_T, XOR_X, Task

DEVIATION = {"he": lambda fan_in: (2 / fan_in) ** 0.5, "normal-fan-in": lambda fan_in: fan_in ** -0.5}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


class Textbook:
    """Vectors, dot products, errors sent back through the transposed weights."""

    def __init__(self, case, random):
        self.rate, self.is_softmax = np.float32(case["rate"]), case["output"] == "softmax"
        sizes = list(zip(case["sizes"], case["sizes"][1:]))
        self.weights = [random.normal(0, DEVIATION[case["weights"]](i), (o, i)).astype(np.float32) for i, o in sizes]
        self.biases = [np.zeros(o, np.float32) for _, o in sizes] if case["bias"] else None

    def outputs(self, x):
        activations = [x]
        for layer, w in enumerate(self.weights):
            z = np.dot(w, activations[-1])
            if self.biases is not None:
                z += self.biases[layer]
            activations.append(softmax(z) if self.is_softmax and layer == len(self.weights) - 1 else sigmoid(z))
        return activations

    def train(self, x, target):
        activations = self.outputs(x)
        error = target - activations[-1]
        for layer in reversed(range(len(self.weights))):
            out, below = activations[layer + 1], activations[layer]
            is_last = layer == len(self.weights) - 1
            delta = error if self.is_softmax and is_last else error * out * (1 - out)
            error = np.dot(self.weights[layer].T, delta)  # before the weights move
            self.weights[layer] += self.rate * np.outer(delta, below)
            if self.biases is not None:
                self.biases[layer] += self.rate * delta

    def epoch(self, x, t, order):
        for i in order:
            self.train(x[i], t[i])

    def classify(self, x):
        return np.array([self.outputs(row)[-1].argmax() for row in x])


class RankOne:
    """One sample at a time, with as few and as cheap calls as numpy and BLAS allow; two layers of weights."""

    def __init__(self, case, random):
        from scipy.linalg.blas import sger

        self.sger, self.rate, self.is_softmax, self.extra = sger, -case["rate"], case["output"] == "softmax", int(case["bias"])
        inputs, hidden, outputs = case["sizes"]
        self.w1, self.w2 = (self._weights(case, random, i, o) for i, o in ((inputs, hidden), (hidden, outputs)))
        self.h = np.ones(hidden + self.extra, np.float32)
        self.hidden, self.out, self.back = self.h[:hidden], np.empty(outputs, np.float32), np.empty(hidden, np.float32)
        self.w2_hidden = self.w2[:, :hidden]

    def _weights(self, case, random, fan_in, fan_out):
        weights = np.zeros((fan_out, fan_in + self.extra), np.float32)
        weights[:, :fan_in] = random.normal(0, DEVIATION[case["weights"]](fan_in), (fan_out, fan_in))
        return weights

    def widen(self, x):
        return np.hstack([x, np.ones((len(x), 1), np.float32)]) if self.extra else x

    def forward(self, x):
        hidden, out = self.hidden, self.out
        hidden[:] = self.w1.dot(x)
        self._sigmoid(hidden)
        np.dot(self.w2, self.h, out)
        if self.is_softmax:
            np.exp(out, out)
            np.divide(out, out.sum(), out)
        else:
            self._sigmoid(out)
        return out

    def train(self, x, target):
        out, hidden, back, sger = self.forward(x), self.hidden, self.back, self.sger
        delta = out - target
        if not self.is_softmax:
            delta *= out
            delta *= 1 - out
        np.dot(delta, self.w2_hidden, back)
        sger(self.rate, self.h, delta, a=self.w2.T, overwrite_a=1)
        back *= hidden
        back *= 1 - hidden
        sger(self.rate, x, back, a=self.w1.T, overwrite_a=1)

    def epoch(self, x, t, order):
        for i in order:
            self.train(x[i], t[i])

    def classify(self, x):
        return np.array([self.forward(row).argmax() for row in self.widen(x)])

    @staticmethod
    def _sigmoid(z):
        np.negative(z, z)
        np.exp(z, z)
        z += 1
        np.reciprocal(z, z)


class Rows:
    """Whole batches: matrix products, updates in place."""

    def __init__(self, case, random):
        self.case, self.step = case, 0
        sizes = list(zip(case["sizes"], case["sizes"][1:]))
        self.weights = [random.normal(0, DEVIATION[case["weights"]](i), (i, o)).astype(np.float32) for i, o in sizes]
        self.biases = [np.zeros(o, np.float32) for _, o in sizes]
        self.parameters = self.weights + self.biases
        self.first, self.second = ([np.zeros_like(p) for p in self.parameters] for _ in range(2))

    def outputs(self, x):
        activations, last = [x], len(self.weights) - 1
        for layer, (w, b) in enumerate(zip(self.weights, self.biases)):
            z = activations[-1] @ w
            z += b
            if layer == last and self.case["output"] == "softmax":
                z = softmax(z)
            elif self.case["hidden"] == "relu" and layer < last:
                np.maximum(z, 0, out=z)
            else:
                z = sigmoid(z)
            activations.append(z)
        return activations

    def train(self, x, target):
        activations = self.outputs(x)
        delta = (activations[-1] - target) / np.float32(len(x))
        if self.case["output"] != "softmax":
            delta *= activations[-1] * (1 - activations[-1])
        gradients = [None] * len(self.parameters)
        for layer in reversed(range(len(self.weights))):
            below = activations[layer]
            gradients[layer], gradients[layer + len(self.weights)] = below.T @ delta, delta.sum(0)
            if layer > 0:
                delta = delta @ self.weights[layer].T
                delta *= below > 0 if self.case["hidden"] == "relu" else below * (1 - below)
        self._update(gradients)

    def _update(self, gradients):
        optimizer, rate = self.case["optimizer"], self.case["rate"]
        self.step += 1
        for p, g, m, v in zip(self.parameters, gradients, self.first, self.second):
            if optimizer == "adam":
                m *= 0.9
                m += 0.1 * g
                v *= 0.999
                np.square(g, out=g)
                g *= 0.001
                v += g
                np.sqrt(v, out=g)
                g *= (1 - 0.999 ** self.step) ** -0.5
                g += 1e-8
                np.divide(m, g, out=g)
                g *= rate / (1 - 0.9 ** self.step)
            else:
                if optimizer == "momentum":
                    m *= self.case["momentum"]
                    m += g
                    np.multiply(m, rate, out=g)
                else:
                    g *= rate
            p -= g

    def epoch(self, x, t, order):
        batch = self.case["batch"]
        x, t = x[order], t[order]
        for start in range(0, len(x), batch):
            self.train(x[start:start + batch], t[start:start + batch])

    def classify(self, x):
        return self.outputs(x)[-1].argmax(1)


def train(task):
    random = np.random.default_rng(task.seed)
    network = {"textbook": Textbook, "rank-one": RankOne, "rows": Rows}[task.mode](task.case, random)
    x, _, t = task.train_digits()
    x_test, y_test = task.test_digits()
    if task.mode == "rank-one":
        x = network.widen(x)
    task.time_training({}, len(x), lambda: network.epoch(x, t, random.permutation(len(x))), lambda: np.mean(network.classify(x_test) == y_test))


def predictor(task):
    """ReLU and softmax, in place; for one vector or for the rows of a matrix."""
    layers = [(np.ascontiguousarray(w.T), b) for w, b in task.layers()]

    def predict(x):
        for w, b in layers[:-1]:
            x = x @ w
            x += b
            np.maximum(x, 0, x)
        x = x @ layers[-1][0]
        x += layers[-1][1]
        np.exp(x, x)
        x /= x.sum(-1, keepdims=True)
        return x

    return predict


def xor(task):
    """SiLU, sigmoid, cross-entropy, momentum: the recipe that Glia uses, since Rprop takes twice as many epochs."""
    largest_error, most_epochs, rate, momentum = task.case["largest_error"], task.case["most_epochs"], np.float32(2 / 4), np.float32(0.9)

    def flat(random):
        bounds = np.repeat([(6 / 5) ** 0.5, 0, (6 / 4) ** 0.5, 0], [6, 3, 3, 1])  # Xavier; biases start at 0
        return (random.uniform(-1, 1, 13) * bounds).astype(np.float32)

    def train(seed):
        p, g, v = flat(np.random.default_rng(seed)), np.empty(13, np.float32), np.zeros(13, np.float32)
        (w1, b1, w2, b2), (dw1, db1, dw2, db2) = ((a[:6].reshape(2, 3), a[6:9], a[9:12].reshape(3, 1), a[12:]) for a in (p, g))
        for epoch in range(most_epochs):
            z = XOR_X @ w1 + b1
            s = sigmoid(z)
            h = z * s
            error = sigmoid(h @ w2 + b2) - XOR_T
            if np.abs(error).max() < largest_error:
                return epoch
            np.dot(h.T, error, dw2)
            error.sum(0, out=db2)
            dz = error * w2.T * (s + h * (1 - s))
            np.dot(XOR_X.T, dz, dw1)
            dz.sum(0, out=db1)
            v *= momentum
            v += g
            p -= rate * v
        return None

    task.time_xor({}, train)


def main():
    task = Task()
    {
        "train": train,
        "predict-one": lambda t: t.time_one({}, predictor(t)),
        "predict-batch": lambda t: t.time_batches({}, predictor(t)),
        "xor": xor,
    }[task.case["kind"]](task)


main()
