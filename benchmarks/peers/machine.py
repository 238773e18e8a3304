"""What a figure needs beside it: the processor, the versions, and whether anything else was running."""

import os
import pathlib
import platform
import re
import subprocess

AMD_FAMILIES = {23: "zen1-2", 25: "zen3-4", 26: "zen5"}  # many virtual machines call any of them just "AMD EPYC"


def processor():
    """(name, cores, a name for a folder)"""
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        text = ""
    name = _field(text, "model name") or _sysctl_name() or platform.processor() or platform.machine()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    generation = AMD_FAMILIES.get(int(_field(text, "cpu family") or 0)) if "AMD" in name else None
    words = re.sub(r"\(R\)|\(TM\)|CPU|Processor|@.*", " ", name)
    slug = re.sub(r"[^a-z0-9]+", "-", f"{words} {generation or ''} {cores} cores".lower()).strip("-")
    return (f"{name} ({generation})" if generation else name), cores, slug


def vector_extensions():
    try:
        flags = set(_field(pathlib.Path("/proc/cpuinfo").read_text(), "flags").split())
    except OSError:
        return ""
    return ", ".join(flag for flag in ("avx512f", "avx2", "fma") if flag in flags)


def system():
    return f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}"


def load():
    """Mean number of running processes over the last minute; None where the system does not say."""
    try:
        return round(os.getloadavg()[0], 2)
    except OSError:
        return None


def commit(folder):
    done = subprocess.run(["git", "-C", str(folder), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def _field(text, name):
    match = re.search(rf"^{name}\s*:\s*(.*)$", text, re.MULTILINE)
    return match.group(1).strip() if match else ""


def _sysctl_name():
    if platform.system() != "Darwin":
        return ""
    return subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True, check=False).stdout.strip()
