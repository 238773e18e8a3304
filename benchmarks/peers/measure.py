"""Runs contenders in turn: a short trial of each setting first, then rounds with the best."""

import json
import subprocess
import time
from dataclasses import dataclass, field

import summary
from blas import clean_environment
from contenders import GLIA, Trouble

TRIAL_SECONDS, TRIAL_EPOCHS = 0.2, 3


@dataclass
class Entry:
    """A contender in one case: the setting that its trial chose, on how many samples it trains, what its rounds measured, and why it dropped out."""

    contender: object
    setting: object
    samples: int = None
    trials: list = field(default_factory=list)
    rounds: list = field(default_factory=list)
    dropped: str = None


class Runner:
    def __init__(self, folder, variables, budget, limit, epochs):
        self.folder, self.variables, self.budget, self.limit, self.epochs = folder, variables, budget, limit, epochs

    def prepare(self, case):
        """The trained weights that all contenders predict with."""
        if case["kind"].startswith("predict"):
            command = [*GLIA, "--write-weights", self._weights(case), "--case", json.dumps(case), "--data", self.folder]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise Trouble(f"Glia could not train the network to predict with:\n{done.stderr}")

    def enter(self, contender, case):
        """Tries each setting briefly and keeps the fastest. Whoever could not train on all samples within the budget gets as many as fit into it."""
        entry = Entry(contender, contender.settings[0], case.get("samples"))
        if contender.is_glia:
            return entry
        short = {**case, "seeds": 5}
        if case["kind"] == "train":
            short["samples"] = min(case["samples"], max(2000, 40 * case["batch"]))
        for setting in contender.settings:
            measured = self.run(contender, setting, short, TRIAL_EPOCHS, 1, TRIAL_SECONDS)
            cost = summary.trial_cost(case["kind"], measured) if isinstance(measured, dict) else None
            entry.trials.append({"setting": setting.name, "cost": cost, "problem": None if isinstance(measured, dict) else measured})
        done = [(trial["cost"], setting) for trial, setting in zip(entry.trials, contender.settings) if trial["cost"] is not None]
        if not done:
            entry.dropped = entry.trials[0]["problem"] or "it did not succeed in its trial"
            return entry
        cost, entry.setting = min(done, key=lambda pair: pair[0])
        if case["kind"] == "train":
            entry.samples = fitting(case, cost, self.budget / self._epochs(case))
        return entry

    def round(self, entry, case, number):
        """One more measurement of a contender; it drops out if that fails."""
        case = {**case, "samples": entry.samples} if entry.samples else case
        seconds = self.budget if case["kind"] == "xor" else self.budget / 2  # of warming up, there; just-in-time compilers take their time
        measured = self.run(entry.contender, entry.setting, case, self._epochs(case), number, seconds)
        if isinstance(measured, dict):
            entry.rounds.append(measured)
        else:
            entry.dropped = measured

    def run(self, contender, setting, case, epochs, seed, seconds):
        """What the contender's program measured, or a sentence on why it did not."""
        options = {"--data": self.folder, "--weights": self._weights(case), "--threads": contender.threads, "--epochs": epochs, "--seed": seed, "--seconds": seconds}
        if setting.mode:
            options["--mode"] = setting.mode
        options |= words(case) if contender.takes_words else {"--case": json.dumps(case)}
        command = [*contender.command, *(str(word) for pair in options.items() for word in pair)]
        env = {**clean_environment(contender.threads), **dict(contender.environment), **setting.environment(), **dict(self.variables)}
        started = time.perf_counter()
        try:
            done = subprocess.run(command, capture_output=True, text=True, env=env, check=False, timeout=self.limit)
        except subprocess.TimeoutExpired:
            return f"broken off after {self.limit:g} s"
        if done.returncode != 0:
            return f"failed: {(done.stderr.strip().splitlines() or [f'exit code {done.returncode}'])[-1]}"
        return {**json.loads(done.stdout), "process_seconds": time.perf_counter() - started}

    def _epochs(self, case):
        return self.epochs or case.get("epochs", 1)

    def _weights(self, case):
        return f"{self.folder}/{case['id']}.weights"


def fitting(case, seconds_per_sample, seconds):
    """Samples of an epoch of so many seconds: all of them, or whole thousands and whole batches."""
    fit = int(seconds / seconds_per_sample)
    if fit >= case["samples"]:
        return case["samples"]
    return min(case["samples"], max(1000, fit // 1000 * 1000)) // case["batch"] * case["batch"]


def words(case):
    """The case as pairs of option and word, lists with commas. Its "weights" say how to draw them; --weights is the file of trained ones."""
    return {f"--{key}": ",".join(map(str, value)) if isinstance(value, list) else value for key, value in case.items() if key not in ("aims", "title", "id", "weights")}
