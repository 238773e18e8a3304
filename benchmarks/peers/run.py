#!/usr/bin/env python3
"""
Trains the same networks on the same digits in Glia and in whatever peers are found (PyTorch, scikit-learn, a numpy network in textbook style), in turn,
and prints medians, ratios and accuracies. Installs nothing.
"""

import argparse
import datetime
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import time

import machine
import report
from contenders import GLIA_PROJECT, HERE, Peers

ROOT = HERE.parent.parent
FILES = ("train-images", "train-labels", "t10k-images", "t10k-labels")
SLOW_BLAS = "reference BLAS"


def main():
    args = parse_arguments()
    cases = choose_cases(args.case)
    build_glia()
    data, description = find_data(args.data)
    peers = Peers(args.python, args.blas, dict(args.env))
    print(f"{description}; OPENBLAS_CORETYPE: {peers.core_type or 'as given or left to OpenBLAS'}")
    for module in peers.missing:
        print(f"not found, so left out: {module}")

    load_before = machine.load()
    measured = [measure(case, peers, data, args) for case in cases]
    save(args, peers, description, load_before, measured)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder with MNIST's four files; else GLIA_DATA, data/mnist, the cache; else Glia writes digits of its own")
    parser.add_argument("--case", action="append", help="only this case (momentum, sigmoid, online, adam); may be given several times")
    parser.add_argument("--peer", action="append", help="only this peer (PyTorch, scikit-learn, numpy) beside Glia; may be given several times")
    parser.add_argument("--rounds", type=int, default=5, help="times that every contender runs, in turn (default 5)")
    parser.add_argument("--epochs", type=int, help="epochs per run, the first of which is kept apart (default: as cases.json says)")
    parser.add_argument("--threads", type=int, action="append", help="thread counts to try (default 1 and 2)")
    parser.add_argument("--python", action="append", help="Python to look for peers in (default: this one, then /usr/bin/python3)")
    parser.add_argument("--blas", help="folder with the libblas.so.3 that the Python peers should load, such as OpenBLAS's")
    parser.add_argument("--env", action="append", type=variable, default=[], metavar="NAME=VALUE", help="environment variable for every contender, such as OMP_WAIT_POLICY=passive")
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a run is broken off and its contender left out of the case (default 120)")
    parser.add_argument("--name", help="name of the folder under benchmarks/results (default: from the processor)")
    parser.add_argument("--note", default="", help="a sentence to keep with the results")
    parser.add_argument("--no-save", action="store_true", help="print only")
    args = parser.parse_args()
    if args.rounds < 1 or (args.epochs is not None and args.epochs < 1):
        parser.error("--rounds and --epochs must be at least 1")
    args.threads = args.threads or [1, 2]
    return args


def variable(text):
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError("write NAME=VALUE")
    return name, value


def choose_cases(names):
    cases = json.loads((HERE / "cases.json").read_text())
    unknown = set(names or []) - {case["id"] for case in cases}
    if unknown:
        raise SystemExit(f"There is no case {', '.join(sorted(unknown))}. There are: {', '.join(case['id'] for case in cases)}.")
    return [case for case in cases if not names or case["id"] in names]


def build_glia():
    if shutil.which("dotnet") is None:
        raise SystemExit("The .NET 10 SDK (dotnet) is not on the PATH.")
    done = subprocess.run(["dotnet", "build", str(GLIA_PROJECT), "-c", "Release", "-v", "quiet", "--nologo"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"Glia does not build:\n{done.stdout}{done.stderr}")


def find_data(given):
    if given is not None:
        if not has_digits(given):
            raise SystemExit(f"{given} does not hold MNIST's four files (train-images-idx3-ubyte.gz …).")
        return given, "data: the IDX files given"
    environment = os.environ.get("GLIA_DATA")
    cache = os.environ.get("GLIA_CACHE") or str(pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "glia")
    for folder in (environment, environment and f"{environment}/mnist", str(ROOT / "data" / "mnist"), f"{cache}/mnist"):
        if folder and has_digits(folder):
            return folder, "data: MNIST"
    folder = ROOT / "artifacts" / "peers-digits"
    if not has_digits(folder):
        print("MNIST is not there (give --data or GLIA_DATA): Glia writes 70,000 digits of its own")
        subprocess.run(["dotnet", str(GLIA_PROJECT / "bin" / "Release" / "net10.0" / "Glia.Peers.dll"), "--write-digits", str(folder)], check=True)
    return str(folder), "data: generated digits, not MNIST"


def has_digits(folder):
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return all(any(name.startswith(start) for name in names) for start in FILES)


def measure(case, peers, data, args):
    contenders = [c for c in peers.of(case, args.threads) if c.is_glia or not args.peer or any(c.peer.lower().startswith(p.lower()) for p in args.peer)]
    results = {c: {"name": c.name, "peer": c.peer, "mode": c.mode, "threads": c.threads, "rounds": []} for c in contenders}
    broken_off = []
    print(f"\n{case['title']}")
    for number in range(1, args.rounds + 1):
        for contender in list(results):
            show(f"  round {number}/{args.rounds}: {contender.name}")
            one = run_one(contender, case, peers, data, args.epochs or case["epochs"], number, args.limit)
            if one is None:
                broken_off.append(contender.name)
                del results[contender]
            else:
                results[contender]["rounds"].append(one)
    show("")
    finished = list(results.values())
    summary = report.summarise(finished) if finished else []
    print(report.terminal_table(summary))
    for name in broken_off:
        print(f"{name}: broken off after {args.limit:g} s, not measured")
    return {"id": case["id"], "title": case["title"], "settings": case, "summary": summary, "broken_off": broken_off, "limit_seconds": args.limit, "contenders": finished}


def show(text):
    if sys.stdout.isatty():
        print(f"\r\x1b[K{text}", end="", flush=True)


def run_one(contender, case, peers, data, epochs, seed, limit):
    command = [*contender.command, "--case", json.dumps(case), "--data", str(data), "--threads", str(contender.threads), "--epochs", str(epochs), "--seed", str(seed)]
    started = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=peers.environment(contender.threads), check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        raise SystemExit(f"\n{contender.name} failed on {case['id']}:\n{done.stdout}{done.stderr}")
    return {**json.loads(done.stdout), "process_seconds": time.perf_counter() - started}


def save(args, peers, description, load_before, cases):
    name, cores, slug = machine.processor()
    versions = sorted({f"{key} {value}" for case in cases for c in case["contenders"] for r in c["rounds"] for key, value in r["versions"].items()})
    if any(SLOW_BLAS in version for version in versions):
        warning = "The Python peers ran on the reference BLAS, some forty times slower than OpenBLAS: these are NOT their best figures (Debian: apt install libopenblas0-pthread, or --blas)."
        print(f"\nWARNING: {warning}")
        args.note = f"{args.note} {warning}".strip()
    whole = {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"), "commit": machine.commit(ROOT), "command": shown_command(),
        "machine": {"processor": name, "cores": cores, "extensions": machine.vector_extensions(), "system": machine.system(), "load_before": load_before, "load_after": machine.load()},
        "data": description, "rounds": args.rounds, "note": args.note, "missing": peers.missing, "versions": versions,
        "openblas_coretype": peers.core_type, "cases": cases,
    }
    print(f"\n{name}, {cores} cores; load before {load_before}, at the end {whole['machine']['load_after']}\n" + "; ".join(versions))
    if args.no_save:
        return
    folder = ROOT / "benchmarks" / "results" / (args.name or slug)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "peers.json", json.dumps(whole, indent=1) + "\n")
    write(folder / "peers.md", report.markdown(whole))
    print(f"saved: {folder.relative_to(ROOT)}/peers.md and peers.json")


def shown_command():
    """The command without folders of this machine, which mean nothing elsewhere."""
    words, hide = ["python3 benchmarks/peers/run.py"], False
    for word in sys.argv[1:]:
        if hide:
            words.append("FOLDER")
        elif "=" in word and word.split("=")[0] in ("--data", "--blas", "--python"):
            words.append(word.split("=")[0] + "=FOLDER")
        elif words[-1] == "--note":
            words.append("'…'")
        else:
            words.append(shlex.quote(word))
        hide = word in ("--data", "--blas", "--python")
    return " ".join(words)


def write(path, text):
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


if __name__ == "__main__":
    main()
