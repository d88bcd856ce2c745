"""The golden ensembles: what a few runs gave, to the last count. `python -m verification.golden --rewrite`, and only that, rewrites them.

A change here is a change of results: it belongs in the changelog, with the reason.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

from simulator.analysis.ensemble import simulate
from simulator.engine.kernel import EFFECTS
from simulator.model.compile import compile_network
from simulator.model.network import HORIZONS
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import load_world

FILE = Path(__file__).with_name("golden.json")
SEED, N = 1, 128
RUNS = (
    ("today", "NIC"),
    ("adopted-text-universal", "NIC"),
    ("adopted-text-universal", "RUS"),
    ("strongest-safeguards", "EGY"),
    ("speech-protocol", "CHN"),
)


def ensemble(scenario, requesting):
    """Replicates with each effect, summed over hosts, by horizon; and a checksum over every bit of every replicate."""
    rules = load_scenario(scenario)
    (found,) = simulate([compile_network(load_world(), rules, find_case(rules.case), requesting)], SEED, N)
    digest = sha256()
    for effect in EFFECTS:
        digest.update(effect.encode() + found.words[effect].astype("<u8").tobytes())
    sums = {effect: found.counts(effect).sum(axis=1).tolist() for effect in EFFECTS}
    return {"replicates": N, "seed": SEED, "sums": sums, "sha256": digest.hexdigest()}


def ensembles():
    """Every golden ensemble, made now."""
    return {f"{scenario} {requesting}": ensemble(scenario, requesting) for scenario, requesting in RUNS}


def written():
    """Every golden ensemble on file."""
    return json.loads(FILE.read_text(encoding="utf-8"))["ensembles"]


if __name__ == "__main__":
    if sys.argv[1:] != ["--rewrite"]:
        sys.exit("Nothing was done. --rewrite takes what the program gives now as right.")
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(made)}" for name, made in ensembles().items())
    text = f'{{"horizons": {json.dumps(list(HORIZONS))}, "ensembles": {{\n{lines}\n}}}}\n'
    FILE.write_text(text, encoding="utf-8")
