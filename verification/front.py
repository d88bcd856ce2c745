"""Recompute who answers and who passes a request on, from exported files alone: `python verification/front.py DIR`.

A reader's own program. It imports nothing of the model, uses draws of its own, and knows only what docs/model.md says:
a request passes when the draw of whom a gate belongs to is below its chance; a State that answers joins the front when
its one draw of forwarding is below the channel's `forward`. It leaves with 1 when a share differs by more than chance allows.
"""

import json
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

N, SEED, ROUNDS = 2000, 20, 3
ANSWERING = ("located", "read", "watched")
LAW = ("pass_law_scope", "pass_law_severity", "pass_law_dual_criminality")  # one draw for a requested State
DESK = (
    "pass_desk_grounds",
    "pass_desk_data_protection",
    "pass_desk_court",
    "pass_desk_notice",
)  # one for each body of it
MOST = 5.0  # standard errors that the worst of some hundred shares may lie apart


class Draws:
    """Uniform draws by whom they belong to, each made once; every one of shape (N,)."""

    def __init__(self):
        self.rng, self.made = np.random.default_rng(SEED), {}

    def of(self, *owner):
        """The draws of one owner."""
        if owner not in self.made:
            self.made[owner] = self.rng.random(N)
        return self.made[owner]


def passes(channel, draws):
    """In which replicates a request on one channel passes every gate, shape (N,)."""
    u, v, desk = channel.requesting, channel.requested, channel.desk
    live = draws.of("vetting", u) < channel.pass_vetting
    live &= draws.of("capacity", desk, u, v) < channel.pass_capacity
    for gate in LAW:
        live &= draws.of(gate, v) < getattr(channel, gate)
    for gate in DESK:
        live &= draws.of(gate, desk, v) < getattr(channel, gate)
    return live


def recomputed(channels, requesting):
    """Share of replicates in which each State answers, and is in the front after each round, by column of fronts.parquet."""
    draws, states = Draws(), sorted({*channels.requesting, *channels.requested})
    answered = {state: np.zeros(N, dtype=bool) for state in states}
    front = {state: np.full(N, state == requesting) for state in states}
    for channel in channels[channels.requesting == requesting].itertuples():
        answered[channel.requested] |= passes(channel, draws)
    passing_on = channels[channels.forward > 0]
    graph = nx.from_pandas_edgelist(passing_on, "requesting", "requested", create_using=nx.DiGraph)
    graph.add_node(requesting)
    within = nx.single_source_shortest_path_length(graph, requesting, cutoff=ROUNDS)
    joins = [
        (one.requesting, one.requested, passes(one, draws) & (draws.of("forward", one.requested) < one.forward))
        for one in passing_on[passing_on.requesting.isin(within)].itertuples()
    ]
    found = {"answered_1": {state: answered[state].mean() for state in states}}
    for turn in range(1, ROUNDS + 1):
        before = {state: held.copy() for state, held in front.items()}
        for u, v, joined in joins:
            front[v] |= before[u] & joined
        found[f"front_{turn}"] = {state: front[state].mean() for state in states}
    return found


def check(folder):
    """How far the published shares lie from these, worst first: (standard errors, state, column); and the mean front."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    channels = pd.read_parquet(folder / "channels.parquet")
    channels = channels.astype(dict.fromkeys(("requesting", "requested", "desk", "effect"), str))
    channels = channels[(channels.desk != "provider") & channels.effect.isin(ANSWERING)]
    published = pd.read_parquet(folder / "fronts.parquet").set_index("state")
    apart = []
    for column, shares in recomputed(channels, manifest["requesting"]).items():
        for state, share in shares.items():
            other, n = published.loc[state, column], manifest["replicates"]
            pooled = (share * N + other * n) / (N + n)
            error = np.sqrt(pooled * (1 - pooled) * (1 / N + 1 / n))
            apart.append((abs(share - other) / error if error else 0.0, state, column))
    return sorted(apart, reverse=True), published[f"front_{ROUNDS}"].sum()


def main(folder):
    """Print what was found; 1 when it is more than chance."""
    apart, size = check(Path(folder))
    worst, state, column = apart[0]
    print(
        f"{len(apart)} shares recomputed, {size:.1f} States in the front on average; the farthest lies {worst:.1f} standard errors "
        f"away ({state}, {column}; at most {MOST:.0f})."
    )
    return int(worst > MOST or size <= 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
