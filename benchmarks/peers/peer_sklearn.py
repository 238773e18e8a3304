"""scikit-learn's MLPClassifier in float32, one partial_fit per epoch. It has cross-entropy only, and its own starting weights."""

import warnings

import numpy as np
import sklearn
from sklearn.neural_network import MLPClassifier

from worker import Task


def main():
    task = Task()
    case = task.case
    warnings.filterwarnings("ignore")  # that it has not converged after one epoch is known
    rate = case["rate"]
    if case["loss"] != "cross-entropy":
        rate = 0.5  # a step of 3 suits squared error on sigmoids, not cross-entropy on softmax
    model = MLPClassifier(
        hidden_layer_sizes=case["sizes"][1:-1],
        activation="relu" if case["hidden"] == "relu" else "logistic",
        solver="adam" if case["optimizer"] == "adam" else "sgd",
        alpha=0.0, batch_size=case["batch"], learning_rate_init=rate,
        momentum=case["momentum"], nesterovs_momentum=False, random_state=task.seed,
    )
    classes = np.arange(10)
    task.run(
        {"scikit-learn": sklearn.__version__},
        lambda: model.partial_fit(task.x, task.y, classes),
        lambda: np.mean(model.predict(task.x_test) == task.y_test),
    )


main()
