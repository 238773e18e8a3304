#!/usr/bin/env python3
"""
Does the same work on the same digits in Glia and in whatever peers are found (PyTorch, scikit-learn, numpy, FANN, brain.js), each at its best setting, in
turn: training, predicting one digit and many, and XOR. Prints medians, ratios and accuracies, and keeps them. Installs nothing.
"""

import argparse
import datetime
import json
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

import contenders
import digits
import machine
import measure
import report
import summary
from contenders import GLIA_PROJECT, HERE, PEERS, ROOT, Peers

CASES = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
FOLDERS = ("--data", "--blas", "--python", "--node-modules")
SLOW_BLAS = "reference BLAS"


def main():
    args = parse_arguments()
    cases = [case for case in CASES if not args.case or case["id"] in args.case]
    build_glia()
    data, description = digits.find(args.data)
    print(f"data: {description}; looking for peers and their fastest BLAS")
    peers = Peers(args.python, args.blas, args.env, args.node_modules)
    for variant in peers.blas:
        print(f"{variant.name}: OPENBLAS_CORETYPE {variant.core_type or 'left to itself'}")
    for peer in peers.missing:
        print(f"not found, so left out: {peer}")

    load_before = machine.load()
    with tempfile.TemporaryDirectory() as folder:
        digits.unpack(data, folder)
        runner = measure.Runner(folder, args.env, args.budget, args.limit, args.epochs)
        measured = [compare(case, peers, runner, args) for case in cases]
    save(args, peers, description, load_before, measured)


def parse_arguments():
    ids = [case["id"] for case in CASES]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder with MNIST's four files; else GLIA_DATA, data/mnist, the cache; else Glia writes digits of its own")
    parser.add_argument("--case", action="append", choices=ids, metavar="CASE", help=f"only this case ({', '.join(ids)}); may be given several times")
    parser.add_argument("--peer", action="append", choices=PEERS, help="only this peer beside Glia; may be given several times")
    parser.add_argument("--rounds", type=positive(int), default=5, help="times that every contender runs, in turn (default 5)")
    parser.add_argument("--budget", type=positive(float), default=3, help="seconds that a peer's run may take (default 3); whoever is slower trains on fewer samples")
    parser.add_argument("--epochs", type=positive(int), help="epochs per run, the first of which is kept apart (default: as cases.json says)")
    parser.add_argument("--threads", type=positive(int), action="append", help="thread counts to try (default 1 and 2)")
    parser.add_argument("--python", action="append", help="Python to look for peers in (default: this one, then /usr/bin/python3)")
    parser.add_argument("--blas", action="append", default=[], help="folder with a libblas.so.3, such as OpenBLAS's, for the Python peers to try; may be given several times")
    parser.add_argument("--node-modules", help="folder in which brain.js lies (default: node_modules beside this program)")
    parser.add_argument("--env", action="append", type=variable, default=[], metavar="NAME=VALUE", help="environment variable for every contender, such as OMP_WAIT_POLICY=passive")
    parser.add_argument("--limit", type=positive(float), default=120, help="seconds after which a run is broken off and its contender left out of the case (default 120)")
    parser.add_argument("--name", help="name of the folder under benchmarks/results (default: from the processor)")
    parser.add_argument("--note", default="", help="a sentence to keep with the results")
    parser.add_argument("--no-save", action="store_true", help="print only")
    args = parser.parse_args()
    for folder in args.blas:
        if not (pathlib.Path(folder) / "libblas.so.3").exists():
            parser.error(f"--blas: {folder} holds no libblas.so.3")
    args.threads = sorted(set(args.threads or [1, 2]))
    return args


def positive(kind):
    def parse(text):
        try:
            value = kind(text)
        except ValueError:
            value = 0
        if value <= 0:
            raise argparse.ArgumentTypeError(f"{text} is not a {'whole ' if kind is int else ''}number above 0")
        return value

    return parse


def variable(text):
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError("write NAME=VALUE")
    return name, value


def build_glia():
    if shutil.which("dotnet") is None:
        raise contenders.Trouble("The .NET 10 SDK (dotnet) is not on the PATH.")
    done = subprocess.run(["dotnet", "build", str(GLIA_PROJECT), "-c", "Release", "-v", "quiet", "--nologo"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise contenders.Trouble(f"Glia does not build:\n{done.stdout}{done.stderr}")


def compare(case, peers, runner, args):
    """One case: trials, rounds with all contenders in turn, and what they come to."""
    print(f"\n{case['title']}")
    runner.prepare(case)
    entries = []
    for contender in peers.of(case, args.threads):
        if contender.is_glia or not args.peer or contender.peer in args.peer:
            show(f"  trial: {contender.name}")
            entries.append(runner.enter(contender, case))
    for number in range(1, args.rounds + 1):
        for entry in entries:
            if not entry.dropped:
                show(f"  round {number}/{args.rounds}: {entry.contender.name}")
                runner.round(entry, case, number)
    show("")
    return finish(case, entries)


def finish(case, entries):
    for entry in entries:
        if entry.contender.is_glia and entry.dropped:
            raise contenders.Trouble(f"Glia itself did not finish {case['id']}: {entry.dropped}")
    table = summary.rows(case, entries)
    lines = summary.headlines(table)
    result = {
        "id": case["id"], "title": case["title"], "kind": case["kind"], "settings": case, "rows": table, "headlines": lines, "aims_met": summary.aims(case, lines),
        "dropped": [{"name": entry.contender.name, "why": entry.dropped} for entry in entries if entry.dropped],
        "trials": {entry.contender.name: entry.trials for entry in entries if entry.trials},
        "rounds": {entry.contender.name: entry.rounds for entry in entries},
    }
    print(report.aligned(report.case_table(result)))
    for dropped in result["dropped"]:
        print(f"{dropped['name']}: {dropped['why']}, not measured")
    return result


def show(text):
    if sys.stdout.isatty():
        print(f"\r\x1b[K{text}", end="", flush=True)


def save(args, peers, description, load_before, cases):
    name, cores, slug = machine.processor()
    versions = sorted({f"{key} {value}" for case in cases for rounds in case["rounds"].values() for r in rounds for key, value in r["versions"].items()})
    if any(SLOW_BLAS in version for version in versions):
        warning = "The Python peers ran on the reference BLAS, some forty times slower than OpenBLAS: these are NOT their best figures (Debian: apt install libopenblas0-openmp, or --blas)."
        print(f"\nWARNING: {warning}")
        args.note = f"{args.note} {warning}".strip()
    whole = {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"), "commit": machine.commit(ROOT), "command": shown_command(),
        "machine": {"processor": name, "cores": cores, "extensions": machine.vector_extensions(), "system": machine.system(), "load_before": load_before, "load_after": machine.load()},
        "data": description, "rounds": args.rounds, "note": args.note, "missing": peers.missing, "versions": versions,
        "blas": {variant.name: variant.core_type for variant in peers.blas}, "cases": cases,
    }
    for table in (report.headline_table(cases), report.aims_table(cases)):
        print("\n" + report.aligned(table))
    print(f"\n{name}, {cores} cores; load before {load_before}, at the end {whole['machine']['load_after']}\n" + "; ".join(versions))
    if args.no_save:
        return
    folder = ROOT / "benchmarks" / "results" / (args.name or slug)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "peers.json", json.dumps(strict(whole), indent=1, ensure_ascii=False) + "\n")
    write(folder / "peers.md", report.markdown(whole))
    print(f"saved: {folder.relative_to(ROOT)}/peers.md and peers.json")


def strict(value):
    """JSON knows no infinity, which a training that never succeeded takes: null there. Numbers are rounded to seven digits, more than any clock is good for."""
    if isinstance(value, dict):
        return {key: strict(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [strict(item) for item in value]
    if isinstance(value, float):
        return None if value == summary.ENDLESS else float(f"{value:.7g}")
    return value


def shown_command():
    """The command without folders of this machine, which mean nothing elsewhere."""
    words, hide = ["python3 benchmarks/peers/run.py"], False
    for word in sys.argv[1:]:
        if hide:
            words.append("FOLDER")
        elif "=" in word and word.split("=")[0] in FOLDERS:
            words.append(word.split("=")[0] + "=FOLDER")
        elif words[-1] == "--note":
            words.append("'…'")
        else:
            words.append(shlex.quote(word))
        hide = word in FOLDERS
    return " ".join(words)


def write(path, text):
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


if __name__ == "__main__":
    try:
        main()
    except contenders.Trouble as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(2)
