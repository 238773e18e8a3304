"""Who takes part: Glia, and those peers whose Python modules are found. Nothing is installed."""

import os
import pathlib
import shutil
import subprocess
import sys
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
GLIA_PROJECT = HERE / "glia"
CORE_TYPES = ("", "SkylakeX", "Cooperlake", "Sapphirerapids", "Zen", "Haswell")

# Best of some products, in a process of its own, since OpenBLAS chooses its kernels when it is loaded; by processor time, which other programs disturb least.
PROBE = """
import numpy, time
a = numpy.ones((512, 512), numpy.float32); best = 9e9
for _ in range(40):
    t = time.process_time(); a @ a; best = min(best, time.process_time() - t)
print(best)
"""


@dataclass(frozen=True)
class Contender:
    peer: str
    mode: str
    threads: int
    command: tuple

    @property
    def name(self):
        return f"{self.peer}{' ' + self.mode if self.mode else ''}, {self.threads} thread{'s' if self.threads > 1 else ''}"

    @property
    def is_glia(self):
        return self.peer == "Glia"


class Peers:
    def __init__(self, pythons, blas, variables):
        self._blas, self._variables = blas, variables
        self._pythons = {module: self._find(module, pythons) for module in ("numpy", "sklearn", "torch")}
        self.core_type = self._best_core_type()

    @property
    def missing(self):
        return [module for module, python in self._pythons.items() if python is None]

    def environment(self, threads):
        env = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")}  # a setting left there would pass for the peer's best
        env.update(OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads), MKL_NUM_THREADS=str(threads), PYTHONDONTWRITEBYTECODE="1")
        if self.core_type:
            env["OPENBLAS_CORETYPE"] = self.core_type
        env.update(self._variables)
        if self._blas:
            env["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, [self._blas, env.get("LD_LIBRARY_PATH")]))
        return env

    def of(self, case, threads):
        """The contenders for one case, Glia first. numpy's textbook network has no batches and no biases; scikit-learn has nothing but biases."""
        glia = (shutil.which("dotnet"), str(GLIA_PROJECT / "bin" / "Release" / "net10.0" / "Glia.Peers.dll"))
        found = [Contender("Glia", "", n, glia) for n in threads]
        if self._pythons["torch"]:
            found += [self._python("torch", "PyTorch", mode, n) for mode in ("eager", "script") for n in threads]
        if self._pythons["sklearn"] and case["bias"]:
            found += [self._python("sklearn", "scikit-learn", "", n) for n in threads]
        if self._pythons["numpy"] and case["batch"] == 1 and not case["bias"]:
            found += [self._python("numpy", "numpy textbook", mode, 1) for mode in ("float64", "float32")]
        return found

    def _python(self, module, peer, mode, threads):
        command = (self._pythons[module], str(HERE / f"peer_{module}.py")) + (("--mode", mode) if mode else ())
        return Contender(peer, mode, threads, command)

    def _find(self, module, pythons):
        for python in pythons or [sys.executable, "/usr/bin/python3"]:
            needs = "import numpy, sklearn" if module == "sklearn" else "import numpy, torch" if module == "torch" else "import numpy"
            try:
                if subprocess.run([python, "-c", needs], capture_output=True, check=False).returncode == 0:
                    return python
            except OSError:
                continue
        return None

    def _best_core_type(self):
        """The OPENBLAS_CORETYPE that is fastest here: an OpenBLAS older than the processor may not know it and take slow kernels. Empty for its own choice."""
        if self._pythons["numpy"] is None or "OPENBLAS_CORETYPE" in self._variables:
            return ""
        seconds = {}
        for self.core_type in CORE_TYPES:
            done = subprocess.run([self._pythons["numpy"], "-c", PROBE], capture_output=True, text=True, env=self.environment(1), check=False)
            if done.returncode == 0:  # kernels that the processor cannot run end in a signal
                seconds[self.core_type] = float(done.stdout)
        if not seconds:
            return ""
        best = min(seconds, key=seconds.get)
        return best if seconds[best] < 0.9 * seconds.get("", float("inf")) else ""
