"""The BLAS libraries that a Python peer can be run with, each with its fastest kernels."""

import glob
import os
import pathlib
import subprocess
from dataclasses import dataclass

CORE_TYPES = ("", "SkylakeX", "Cooperlake", "Sapphirerapids", "Zen", "Haswell")
INSTALLED = "/usr/lib/*/openblas-*/libblas.so.3"  # where Debian and its kin put OpenBLAS's variants

# Best of some products, in a process of its own, since OpenBLAS chooses its kernels when it is loaded; by processor time, which other programs disturb least.
PROBE = """
import numpy, time
a = numpy.ones((512, 512), numpy.float32); best = 9e9
for _ in range(40):
    t = time.process_time(); a @ a; best = min(best, time.process_time() - t)
print(best)
"""


@dataclass(frozen=True)
class Blas:
    """A folder to load libblas.so.3 from, or none for the system's own, and the OPENBLAS_CORETYPE that is fastest there, empty for its own choice."""

    folder: str
    core_type: str

    @property
    def name(self):
        return pathlib.Path(self.folder).name if self.folder else "system's BLAS"

    def environment(self):
        env = {"LD_LIBRARY_PATH": os.pathsep.join(filter(None, [self.folder, os.environ.get("LD_LIBRARY_PATH")]))} if self.folder else {}
        return {**env, "OPENBLAS_CORETYPE": self.core_type} if self.core_type else env


def variants(python, folders, variables):
    """Every BLAS worth a try: those given, those installed beside the system's own, and that one where there is no other."""
    folders = [os.path.abspath(folder) for folder in folders] + [os.path.dirname(path) for path in glob.glob(INSTALLED)]
    found = []
    for folder in dict.fromkeys(folders or [""]):
        seconds = core_types(python, folder, variables)
        if not seconds:
            continue
        best = min(seconds, key=seconds.get)
        # An OpenBLAS older than the processor may not know it and take slow kernels; where it does know, leave it alone.
        found.append(Blas(folder, best if seconds[best] < 0.9 * seconds.get("", float("inf")) else ""))
    return found or [Blas("", "")]


def core_types(python, folder, variables):
    """Seconds of a product for each core type that runs here; only the one given, if the user's --env gives one."""
    given = dict(variables).get("OPENBLAS_CORETYPE")
    seconds = {}
    for core_type in (CORE_TYPES if given is None else (given,)):
        env = {**clean_environment(1), **Blas(folder, core_type).environment()}
        done = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, env=env, check=False)
        if done.returncode == 0:  # kernels that the processor cannot run end in a signal
            seconds[core_type] = float(done.stdout)
    return seconds


def clean_environment(threads):
    """This shell's environment without settings of OpenBLAS, which would pass for the peer's best."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")}
    number = str(threads)
    return {**env, "OMP_NUM_THREADS": number, "OPENBLAS_NUM_THREADS": number, "MKL_NUM_THREADS": number, "PYTHONDONTWRITEBYTECODE": "1"}
