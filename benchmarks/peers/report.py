"""The numbers as tables, for the terminal and for a file."""

from summary import ENDLESS


def speed(kind, cost):
    """A cost as people say it: samples per second, microseconds a call, milliseconds a training."""
    if cost == ENDLESS:
        return "never"
    return f"{1e6 * cost:.2f}" if kind == "predict-one" else f"{1e3 * cost:.4f}" if kind == "xor" else f"{1 / cost:,.0f}"


UNITS = {"train": "samples/s", "predict-one": "µs a digit", "predict-batch": "samples/s", "xor": "ms"}


def ratio(spread):
    return "" if spread is None else f"{spread['median']:.2f} x"


def spread_range(spread):
    return "" if spread is None else f"{spread['lowest']:.2f} to {spread['highest']:.2f}"


def percent(share):
    return f"{100 * share:.2f} %"


OWN_COLUMNS = {
    "train": [
        ("trained on", lambda r: f"{r['epochs']} x {r['samples']:,}"), ("accuracy", lambda r: percent(r["accuracy"])),
        ("first epoch s", lambda r: f"{r['first_epoch_seconds']:.3f}"), ("first / third", lambda r: "" if r["first_epoch_ratio"] is None else f"{r['first_epoch_ratio']:.2f}"),
        ("cores used", lambda r: f"{r['cores_used']:.2f}"), ("start s", lambda r: f"{r['start_seconds']:.2f}"),
    ],
    "predict-one": [("first call µs", lambda r: f"{1e6 * r['first_seconds']:,.0f}"), ("accuracy", lambda r: percent(r["accuracy"]))],
    "predict-batch": [("first batch ms", lambda r: f"{1e3 * r['first_seconds']:.2f}"), ("accuracy", lambda r: percent(r["accuracy"]))],
    "xor": [
        ("epochs", lambda r: "" if r["epochs_median"] is None else f"{r['epochs_median']:g}"), ("failures", lambda r: f"{r['failures']} of {r['trainings']}"),
        ("first ms", lambda r: f"{1e3 * r['first_seconds']:.2f}"),
    ],
}


def columns(kind):
    return [
        ("", lambda r: r["name"]), ("setting", lambda r: r["setting"]), (UNITS[kind], lambda r: speed(kind, r["cost"])),
        ("best", lambda r: speed(kind, r["best"])), ("worst", lambda r: speed(kind, r["worst"])),
        ("Glia faster by", lambda r: ratio(r["glia_is_faster_by"])), ("(range)", lambda r: spread_range(r["glia_is_faster_by"])), *OWN_COLUMNS[kind],
    ]


def case_table(case):
    chosen = columns(case["kind"])
    return [[name for name, _ in chosen]] + [[text(row) for _, text in chosen] for row in case["rows"]]


def aligned(lines):
    """For the terminal: the first two columns to the left, the others to the right."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join("  ".join(text.ljust(w) if i < 2 else text.rjust(w) for i, (text, w) in enumerate(zip(line, widths))).rstrip() for line in lines)


def markdown_table(lines):
    rows = [lines[0], ["---", "---"] + ["---:"] * (len(lines[0]) - 2), *lines[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def headline_table(cases):
    lines = [["case", "on at most", "Glia", "", "fastest peer as people write it", "Glia faster by", "fastest peer, by hand too", "Glia faster by", "PyTorch as people write it"]]
    for case in cases:
        for h in case["headlines"]:
            usual, best, torch = h["fastest_usual"], h["fastest"], h["PyTorch_usual"]
            lines.append([
                case["id"], threads(h["threads"]), speed(case["kind"], h["cost"]), UNITS[case["kind"]], *headline(case["kind"], usual), *headline(case["kind"], best), cell(torch)])
    return lines


def headline(kind, line):
    return ("", "") if line is None else (f"{line['name'].split(',')[0]} {speed(kind, line['cost'])}", cell(line))


def cell(line):
    return "" if line is None else f"{ratio(line)} ({spread_range(line)})"


def threads(count):
    return f"{count} thread{'s' if count > 1 else ''}"


def aims_table(cases):
    lines = [["case", "aim", "against peers as people write them", "", "by hand too", ""]]
    for case in cases:
        for aim in case["aims_met"]:
            if "seconds" in aim:
                kind = case["kind"]
                lines.append([case["id"], f"at most {speed(kind, aim['seconds'])} {UNITS[kind]}", speed(kind, aim["cost"]), "met" if aim["cost"] <= aim["seconds"] else "short", "", ""])
                continue
            against = "the fastest peer" if aim["against"] == "fastest" else aim["against"]
            lines.append([case["id"], f"{aim['ratio']:g} x {against}, {threads(aim['threads'])}", *verdict(aim, aim["usual"]), *verdict(aim, aim["strictly"])])
    return lines


def verdict(aim, line):
    return ("", "") if line is None else (ratio(line), "met" if line["median"] >= aim["ratio"] else "short")


def markdown(whole):
    machine, cases = whole["machine"], whole["cases"]
    parts = [
        f"# Glia and its peers: {machine['processor']}, {machine['cores']} cores",
        f"{whole['date']}, commit {whole['commit']}, {machine['system']}, {machine['extensions']}. Data: {whole['data']}. {whole['rounds']} rounds, the contenders in turn.",
        f"`{whole['command']}`",
        f"Load of the machine (processes wanting a core) before: {machine['load_before']}, at the end: {machine['load_after']}, this comparison's own included. {whole['note']}".strip(),
        "Versions: " + "; ".join(whole["versions"]) + ".",
    ]
    if whole["missing"]:
        parts.append("Not found, so not measured: " + ", ".join(whole["missing"]) + ".")
    parts += ["## In short", markdown_table(headline_table(cases))]
    if any(case["aims_met"] for case in cases):
        parts += ["What this house aims at, and how it stands:", markdown_table(aims_table(cases))]
    for case in cases:
        parts += [f"## {case['id']}: {case['title']}", markdown_table(case_table(case))]
        parts += [f"{dropped['name']}: {dropped['why']}, so not measured." for dropped in case["dropped"]]
    parts.append(EXPLANATION)
    return "\n\n".join(parts) + "\n"


EXPLANATION = """## How to read this

Every contender runs in a process of its own, once per round, with the setting that was fastest in a short trial before; each round has its own seed. Figures are medians over the rounds.
*Glia faster by*: this contender's time by that of Glia on as many threads in the same round, the median of these ratios; below 1, Glia is slower. In the short table, Glia on so many
threads stands against the fastest peer on at most as many.

*Training*: the median epoch of a run, the first left out; an epoch takes a new order and reads the digits. *trained on*: a contender too slow for all samples gets fewer of them, so
its accuracy falls behind; samples per second are per sample. *first / third*: the first epoch's time by the third's. *cores used*: processor time by wall-clock time. *start*: everything but
the epochs: starting, importing, loading, scoring. *Predicting*: all peers hold the same trained weights, and take the same test digits in turn; *first call* is the process's first.
*XOR*: the median over seeds, failures counted as endless, after some seconds of warming up with other seeds; *first* is the process's first.

*As people write it*: PyTorch with autograd and torch.optim, frozen TorchScript for predictions; numpy as in the textbooks. *By hand*: as fast as we could make it go around the library:
PyTorch with gradients by hand and whole epochs inside one TorchScript function, products into kept memory for predictions; numpy in float32 and in place, with BLAS's rank-one updates for
single samples.
scikit-learn knows cross-entropy only and draws its own starting weights. FANN and brain.js have neither softmax nor mini-batches: they train sigmoids on squared error, as much work."""
