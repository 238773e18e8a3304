"""scikit-learn's MLPClassifier in float32, one partial_fit per epoch. It has cross-entropy only, and its own starting weights."""

import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

from worker import Task

VERSIONS = {"scikit-learn": sklearn.__version__}


def classifier(case, **settings):
    return MLPClassifier(
        hidden_layer_sizes=case["sizes"][1:-1], activation="relu" if case["hidden"] == "relu" else "logistic", alpha=0.0,
        batch_size=case["batch"], nesterovs_momentum=False, **settings)


def train(task):
    case = task.case
    x, y, _ = task.train_digits()
    x_test, y_test = task.test_digits()
    # A large step suits squared error on sigmoids, not cross-entropy on softmax.
    rate = case["rate"] if case["loss"] == "cross-entropy" else min(case["rate"], 0.05 * case["batch"])
    model = classifier(case, solver="adam" if case["optimizer"] == "adam" else "sgd", learning_rate_init=rate, momentum=case["momentum"], random_state=task.seed)
    classes = np.arange(10)
    task.time_training(VERSIONS, len(x), lambda: model.partial_fit(x, y, classes), lambda: np.mean(model.predict(x_test) == y_test))


def trained(task):
    """A model with the weights that all peers predict with; it takes its shapes from being shown ten digits first."""
    x, _ = task.test_digits()
    model = classifier(task.case).partial_fit(x[:10], np.arange(10), np.arange(10))
    layers = task.layers()
    model.coefs_ = [np.ascontiguousarray(w.T) for w, _ in layers]
    model.intercepts_ = [b for _, b in layers]
    return model


def predict_one(task):
    task.time_one(VERSIONS, trained(task).predict_proba, lambda row: row.reshape(1, -1))


def predict_batch(task):
    task.time_batches(VERSIONS, trained(task).predict_proba)


def main():
    warnings.filterwarnings("ignore")  # that it has not converged after one epoch is known
    task = Task()
    {"train": train, "predict-one": predict_one, "predict-batch": predict_batch}[task.case["kind"]](task)


main()
