"""Measure everything, print the table, and write it with the machine to docs/benchmarks.md and benchmarks/results.json."""

import json
import os
import time
import warnings
from dataclasses import asdict
from pathlib import Path

from benchmarks import full_model, profile
from benchmarks.limit import share_of_limit
from benchmarks.measure import Row, machine
from benchmarks.peers import PEERS
from benchmarks.plain_cascade import against_peers, threads_and_growth
from benchmarks.worlds import REQUESTING, SCENARIO, collapsed, real, synthetic
from simulator.model.world import load_world

HERE = Path(__file__).parent
REPORT, RESULTS = HERE.parent / "docs" / "benchmarks.md", HERE / "results.json"


def main() -> None:
    """Measure and write; some minutes."""
    began = time.perf_counter()
    here = machine() | {"load before": f"{os.getloadavg()[0]:.1f}"}  # programs that wanted the cores
    world = load_world()
    network, everyone = real(world), real(world, None)
    rows: list[Row] = []

    def add(title: str, found: list[Row]) -> None:
        print(f"{time.perf_counter() - began:4.0f} s  {title}", flush=True)
        for row in found:
            print(f"        {row.what}: {shown(row)} (goal {goal(row)})", flush=True)
        rows.extend(found)

    agreed: dict[str, float] = {}
    for plain in (synthetic(), collapsed(everyone, network.requesting)):
        found, worst = against_peers(plain)
        agreed |= {f"{name}, {plain.name} network": z for name, z in worst.items()}
        add(f"plain cascade, {plain.name} network", found)
    add("the machine's limit", share_of_limit(synthetic()))
    add("threads and growth of the plain cascade", threads_and_growth(synthetic()))
    script, agreed["plain script, full model"] = full_model.agrees_with_script(network)
    add("full model against the plain script", full_model.against_script(world, script))
    add("what people wait for", full_model.waits(world))
    add("growth of the full model", full_model.growth(world))
    add("distinct results", full_model.distinct(world))
    started, starting = full_model.start_and_memory()
    add("start and memory", started)
    parts = {"a first answer in a new process: " + name: seconds for name, seconds in starting.items()}
    parts |= profile.of_one_answer(world) | profile.of_rounds(world) | profile.of_cascade(synthetic())
    write(here, rows, agreed, parts)
    print(f"{time.perf_counter() - began:4.0f} s  {REPORT.name} and {RESULTS.name} are written.")


def shown(row: Row) -> str:
    """What was reached, in words."""
    if row.reached is None:
        return "not measured here"
    return f"{number(row.reached)}{row.unit}"


def goal(row: Row) -> str:
    """The goal, in words."""
    if row.goal is None:
        return "-"
    return f"{'≤' if row.at_most else '≥'} {number(row.goal)}{row.unit}"


def number(value: float) -> str:
    """Three figures, or whole ones."""
    if value == round(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def write(here: dict[str, str | int], rows: list[Row], agreed: dict[str, float], parts: dict[str, float]) -> None:
    """The page and the file of results."""
    RESULTS.write_text(
        json.dumps(
            {
                "machine": here,
                "scenario": SCENARIO,
                "requesting": REQUESTING,
                "rows": [asdict(row) | {"met": row.met} for row in rows],
                "agreement_largest_z": agreed,
                "parts_seconds": parts,
            },
            indent=1,
            ensure_ascii=False,
        )
        + "\n",
        encoding="utf-8",
    )
    absent = [name for name in PEERS if not any(one.startswith(name) for one in agreed)]
    lines = [
        "# Benchmarks",
        "",
        "`make bench` measures all of this on your machine in some minutes and writes this page and `benchmarks/results.json`.",
        "It installs the peers (`benchmarks/requirements.lock`, the extra `peers`) beside the project first; where they are",
        "installed already, or to go without, `.venv/bin/python -m benchmarks` does the rest. `-m benchmarks.ensembles` measures",
        "ensembles on threads and on a cluster, `benchmarks/page.py` how fast the page answers.",
        "",
        "Measured on " + ", ".join(f"{name} {value}" for name, value in here.items()) + ".",
        "",
        "Designs take turns in one process and count with their medians; ratios on one thread are of the processor's time.",
        "Quote the ratios, not the times. The *plain cascade* has a coin for each pair of States and no days, which is what",
        f"general tools can express, in three hops: on the real network of `{SCENARIO}` ({REQUESTING} asking) with its channels",
        "collapsed to a chance a pair, and on a seeded synthetic one (195 States, 60,124 channels on 30,842 pairs). The",
        "*full model* is compared with `benchmarks/plain.py`, the same model in plain Python with draws of its own. More",
        "States are the synthetic network drawn larger, and the real one repeated, with as many who pass a request on.",
        "",
        "| what | goal | reached |",
        "| --- | --- | --- |",
        *(f"| {row.what} | {goal(row)} | {shown(row)}{'' if row.met is not False else ' (missed)'} |" for row in rows),
        "",
        *([f"Not installed, and so not measured: {', '.join(absent)}.", ""] if absent else []),
        "## Agreement",
        "",
        "Nothing is timed before its results were seen to agree with the engine's, host by host. The largest z, over hosts",
        "where at least ten are expected (4.7 or more stops the command):",
        "",
        "| who | largest z |",
        "| --- | --- |",
        *(f"| {name} | {z:.1f} |" for name, z in agreed.items()),
        "",
        "## Where time goes",
        "",
        "By the clock, each part alone; the first part of a line of dots is what it is added to.",
        "",
        "| part | ms |",
        "| --- | --- |",
        *(f"| {name} | {number(1000 * seconds)} |" for name, seconds in parts.items()),
        "",
    ]
    REPORT.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    warnings.filterwarnings("ignore", module="mesa|ndlib|netdispatch|distributed")
    main()
