"""
Numbers from the rounds. A contender's cost is seconds: per sample (train, predict-batch), per call (predict-one), per training (xor). Ratios are a
contender's cost by Glia's in the same round, and their median counts.
"""

import statistics

ENDLESS = float("inf")


def cost(case, measured):
    """Seconds per piece of work in one round. Of epochs the median counts, the first left out: compiling just in time and cold memory belong to that one."""
    kind = case["kind"]
    if kind == "train":
        return steady(measured["epoch_seconds"]) / measured["samples"]
    if kind == "xor":
        return statistics.median(ENDLESS if s is None else s for s in measured["seconds"])
    return measured["call_seconds"] / case["batch"]


def steady(seconds):
    return statistics.median(seconds[1:] or seconds)


def trial_cost(kind, measured):
    """What settings are compared by: the best of a few short measurements, since anything that disturbs one makes it longer. None without a success."""
    if kind == "train":
        return min(measured["epoch_seconds"]) / measured["samples"]
    if kind == "xor":
        return min((s for s in measured["seconds"] if s is not None), default=None)
    return measured["call_seconds"]


def rows(case, entries):
    """One row per contender that finished its rounds."""
    entries = [entry for entry in entries if not entry.dropped and entry.rounds]
    glia = {entry.contender.threads: [cost(case, r) for r in entry.rounds] for entry in entries if entry.contender.is_glia}
    return [row(case, entry, glia.get(entry.contender.threads) or glia.get(min(glia, default=0))) for entry in entries]


def row(case, entry, glia):
    contender, rounds = entry.contender, entry.rounds
    costs = [cost(case, r) for r in rounds]
    result = {
        "name": contender.name, "peer": contender.peer, "threads": contender.threads, "tuned": contender.is_tuned, "setting": entry.setting.name,
        "cost": statistics.median(costs), "best": min(costs), "worst": max(costs), "costs": costs,
        "glia_is_faster_by": spread(costs, glia) if glia and not contender.is_glia else None,
    }
    if "accuracy" in rounds[0]:
        result["accuracy"] = statistics.fmean(r["accuracy"] for r in rounds)
    return result | {"train": of_training, "xor": of_xor}.get(case["kind"], of_prediction)(rounds)


def of_training(rounds):
    seconds, cpu = [r["epoch_seconds"] for r in rounds], [r["epoch_cpu_seconds"] for r in rounds]
    return {
        "samples": rounds[0]["samples"], "epochs": len(seconds[0]),
        "first_epoch_seconds": statistics.median(s[0] for s in seconds),
        "first_epoch_ratio": statistics.median(s[0] / s[2] for s in seconds) if len(seconds[0]) > 2 else None,
        "cores_used": statistics.median(steady(c) / steady(s) for c, s in zip(cpu, seconds)),
        "start_seconds": statistics.median(r["process_seconds"] - sum(r["epoch_seconds"]) for r in rounds),
    }


def of_prediction(rounds):
    return {"first_seconds": statistics.median(r["first_seconds"] for r in rounds)}


def of_xor(rounds):
    epochs = [n for r in rounds for n in r["epochs"]]
    reached = [n for n in epochs if n is not None]
    return {
        "first_seconds": statistics.median(r["first_seconds"] for r in rounds), "trainings": len(epochs), "failures": len(epochs) - len(reached),
        "epochs_median": statistics.median(reached) if reached else None,
    }


def spread(costs, glia):
    ratios = [c / g for c, g in zip(costs, glia)]
    return {"median": statistics.median(ratios), "lowest": min(ratios), "highest": max(ratios)}


def headlines(table):
    """
    For each thread count, Glia on that many against the fastest peer on at most as many: once as people write it, once with everything by hand too, and
    the same for PyTorch.
    """
    lines = []
    for glia in (r for r in table if r["peer"] == "Glia"):
        peers = [r for r in table if r["peer"] != "Glia" and r["threads"] <= glia["threads"]]
        line = {"threads": glia["threads"], "cost": glia["cost"]}
        for name, chosen in {
            "fastest": peers, "fastest_usual": [r for r in peers if not r["tuned"]],
            "PyTorch": [r for r in peers if r["peer"] == "PyTorch"], "PyTorch_usual": [r for r in peers if r["peer"] == "PyTorch" and not r["tuned"]],
        }.items():
            best = min(chosen, key=lambda r: r["cost"], default=None)
            line[name] = {"name": best["name"], "setting": best["setting"], "cost": best["cost"], **spread(best["costs"], glia["costs"])} if best else None
        lines.append(line)
    return lines


def aims(case, lines):
    """What the house wants of each case, and how it stands: so many times as fast as a peer, strictly and as people write it, or so many seconds at most."""
    by_threads, standing = {line["threads"]: line for line in lines}, []
    for aim in case.get("aims", []):
        line = by_threads.get(aim["threads"])
        if line and "seconds" in aim:
            standing.append({**aim, "cost": line["cost"]})
        elif line and line[aim["against"]]:
            standing.append({**aim, "strictly": line[aim["against"]], "usual": line[aim["against"] + "_usual"]})
    return standing
