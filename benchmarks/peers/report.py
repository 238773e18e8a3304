"""Medians and ratios from the rounds, as a table for the terminal and for a file."""

import statistics


def summarise(results):
    """One row per contender of a case. Ratios are taken round by round, against the better of Glia's thread counts in that round, and their median is shown."""
    glia = [r for r in results if r["peer"] == "Glia"]
    rounds = len(results[0]["rounds"])
    best_glia = [min(steady(r["rounds"][i]) for r in glia) for i in range(rounds)] if glia else None
    glia_cpu = [next(steady_cpu(r["rounds"][i]) for r in glia if r["threads"] == 1) for i in range(rounds)] if any(r["threads"] == 1 for r in glia) else None
    return [_row(r, best_glia, glia_cpu) for r in results]


def steady(one_round):
    """Median seconds of an epoch, the first left out: compiling just in time and cold memory belong to that one."""
    return statistics.median(one_round["epoch_seconds"][1:] or one_round["epoch_seconds"])


def steady_cpu(one_round):
    return statistics.median(one_round["epoch_cpu_seconds"][1:] or one_round["epoch_cpu_seconds"])


def _row(result, best_glia, glia_cpu):
    rounds = result["rounds"]
    seconds = [steady(r) for r in rounds]
    samples = rounds[0]["samples"]
    ratios = [s / g for s, g in zip(seconds, best_glia)] if best_glia else []
    cpu = [steady_cpu(r) for r in rounds]
    is_single = result["threads"] == 1
    return {
        "name": result["name"], "peer": result["peer"], "mode": result["mode"], "threads": result["threads"],
        "samples_per_second": samples / statistics.median(seconds),
        "samples_per_second_best": samples / min(seconds),
        "samples_per_cpu_second": samples / statistics.median(cpu),
        "first_epoch_seconds": statistics.median(r["epoch_seconds"][0] for r in rounds),
        "epoch_seconds": statistics.median(seconds),
        "cores_used": statistics.median(c / s for c, s in zip(cpu, seconds)),
        "start_seconds": statistics.median(r["process_seconds"] - sum(r["epoch_seconds"]) for r in rounds),
        "accuracy": statistics.fmean(r["accuracy"] for r in rounds),
        "glia_is_faster_by": statistics.median(ratios) if ratios else None,
        "glia_is_faster_by_range": [min(ratios), max(ratios)] if ratios else None,
        "glia_is_faster_by_cpu": statistics.median(c / g for c, g in zip(cpu, glia_cpu)) if is_single and glia_cpu else None,
    }


HEADER = ["", "samples/s", "best", "epoch s", "first epoch s", "cores used", "start s", "accuracy", "Glia faster by", "(range)", "by CPU time, 1 thread"]


def cells(row):
    by, by_range, by_cpu = row["glia_is_faster_by"], row["glia_is_faster_by_range"], row["glia_is_faster_by_cpu"]
    return [
        row["name"], f"{row['samples_per_second']:,.0f}", f"{row['samples_per_second_best']:,.0f}", f"{row['epoch_seconds']:.3f}",
        f"{row['first_epoch_seconds']:.3f}", f"{row['cores_used']:.2f}", f"{row['start_seconds']:.2f}", f"{100 * row['accuracy']:.2f} %",
        "" if by is None else f"{by:.2f} x", "" if by_range is None else f"{by_range[0]:.2f} to {by_range[1]:.2f}",
        "" if by_cpu is None else f"{by_cpu:.2f} x",
    ]


def terminal_table(rows):
    lines = [HEADER] + [cells(row) for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADER))]
    return "\n".join("  ".join(text.ljust(w) if i == 0 else text.rjust(w) for i, (text, w) in enumerate(zip(line, widths))).rstrip() for line in lines)


def markdown_table(rows):
    lines = [HEADER, ["---"] + ["---:"] * (len(HEADER) - 1)] + [cells(row) for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def markdown(report):
    machine = report["machine"]
    parts = [
        f"# Training, Glia and its peers: {machine['processor']}, {machine['cores']} cores",
        f"{report['date']}, commit {report['commit']}, {machine['system']}, {machine['extensions']}. {report['data']}. {report['rounds']} rounds, the contenders in turn.",
        f"`{report['command']}`",
        f"Load of the machine (processes wanting a core) before: {machine['load_before']}, at the end: {machine['load_after']}, this comparison's own included. {report['note']}".strip(),
        "Versions: " + "; ".join(report["versions"]) + ".",
    ]
    if report["missing"]:
        parts.append("Not found, so not measured: " + ", ".join(report["missing"]) + ".")
    for case in report["cases"]:
        parts += [f"## {case['title']}", markdown_table(case["summary"])]
        parts += [f"{name}: broken off after {case['limit_seconds']:g} s, so not measured." for name in case["broken_off"]]
    parts.append(EXPLANATION)
    return "\n\n".join(parts) + "\n"


EXPLANATION = """## How to read this

Every contender runs in a process of its own, loads the digits first, then trains; each round uses its own seed. *samples/s*: median over the rounds of the median epoch, the first epoch
left out. *best*: of the fastest round. *cores used*: processor time by wall-clock time; well below the number of threads means that other programs held the cores. *start*: everything
but the epochs: starting, importing, loading data, scoring. *Glia faster by*: this contender's epoch by Glia's (the better of its thread counts), round by round; below 1, Glia is slower.
*By CPU time*: the same for one thread each by processor time, which another program on the machine disturbs least. With two threads it says little, since threads that wait for each other may spin.
*PyTorch eager* is what people write (autograd, torch.optim with foreach); *PyTorch script* is as fast as we could make it go: gradients by hand, a whole epoch in one TorchScript function.
scikit-learn knows cross-entropy only and draws its own starting weights; for the case with squared error it therefore trains another loss, with a learning rate that suits it."""
