"""The plain cascade, without gates in common and without days: the project's kernels against general tools."""

import numpy as np

from benchmarks.measure import Row, agreement, exponent, in_turns, wall
from benchmarks.peers import PEERS, installed
from benchmarks.worlds import PlainWorld, synthetic

AGREED_ON = 200_000  # replicates of the project's own, with which peers must agree
TRIED = {"cynetdiff": 10_000, "Mesa": 1_000, "networkx": 1_000, "NDlib": 500}  # replicates of theirs, at least
TIMED = {"cynetdiff": 2_000, "Mesa": 200, "networkx": 100, "NDlib": 30}
ONE, ALL, BY_ARRAYS = 12_800, 6_400, 192  # replicates of the project's own in one turn
GOALS = {"cynetdiff": 2, "Mesa": 30, "networkx": 60, "NDlib": 150}


def against_peers(world: PlainWorld) -> tuple[list[Row], dict[str, float]]:
    """Ratios to every peer that is installed, after it was seen to agree; and how well each did (largest z)."""
    peers = installed(world)
    mine = world.reached(AGREED_ON)[0]
    agreed = {name: agreement(name, mine, AGREED_ON, count(TRIED[name]), TRIED[name]) for name, count in peers.items()}
    everyone = world.reached(BY_ARRAYS, everyone=True, engine="numpy")
    assert np.array_equal(everyone, world.reached(BY_ARRAYS, everyone=True, engine="numba"))
    taken = in_turns(
        {name: lambda count=count, name=name: count(TIMED[name]) for name, count in peers.items()}
        | {
            "one": lambda: world.reached(ONE, engine="numba"),
            "all": lambda: world.reached(ALL, engine="numba", everyone=True),
            "by arrays": lambda: world.reached(BY_ARRAYS, engine="numpy", everyone=True),
        }
    )
    requesters = len(world.chance)
    each = {"one": taken["one"] / ONE, "all": taken["all"] / ALL / requesters}
    each["by arrays"] = taken["by arrays"] / BY_ARRAYS / requesters
    each |= {name: taken[name] / TIMED[name] for name in peers}
    strongest = each.get("cynetdiff")

    def ratio(name: str) -> float | None:
        return strongest / each[name] if strongest else None

    rows = [
        Row(
            what=f"plain cascade, {world.name} network, one requester, numba / {name}",
            goal=GOALS[name],
            reached=each[name] / each["one"] if name in each else None,
        )
        for name in PEERS
    ]
    also = f"the same, all {requesters} requesters, per requester-replicate"
    rows.append(Row(what=f"{also}, numpy only / cynetdiff", goal=12, reached=ratio("by arrays")))
    rows.append(Row(what=f"{also}, numba / cynetdiff", goal=120, reached=ratio("all")))
    return rows, agreed


def threads_and_growth(world: PlainWorld) -> list[Row]:
    """Two threads, and what more states and more replicates cost all requesters on the synthetic network."""
    waited = in_turns(
        {
            "one": lambda: world.reached(2 * ALL, everyone=True, engine="numba"),
            "two": lambda: world.reached(2 * ALL, everyone=True, engine="numba", threads=2),
        },
        wall,
    )
    sizes = {n: world if n == len(world.chance) else synthetic(n) for n in (len(world.chance), 400, 1000)}
    many = {n: round(ALL * len(world.chance) / n / 64) * 64 for n in sizes}  # enough to outweigh setting up
    grown = in_turns(
        {f"{n} everyone": lambda n=n: sizes[n].reached(many[n], everyone=True, engine="numba") for n in sizes}
        | {f"{n} one": lambda n=n: sizes[n].reached(4 * many[n], engine="numba") for n in sizes}
        | {
            "some": lambda: world.reached(ALL // 10, everyone=True, engine="numba"),
            "tenfold": lambda: world.reached(ALL, everyone=True, engine="numba"),
        },
        rounds=3,
    )
    rows = [
        Row(what="plain cascade, all requesters, two threads / one", goal=1.8, reached=waited["one"] / waited["two"])
    ]
    for who in ("everyone", "one"):
        cost = [grown[f"{n} {who}"] / many[n] for n in sizes]
        name = "all requesters" if who == "everyone" else "one requester"
        rows.append(
            Row(
                what=f"plain cascade, {name}: cost of states 195 → 400 → 1,000, exponent",
                goal=2.1,
                reached=exponent(1000 / len(world.chance), cost[2] / cost[0]),
                at_most=True,
            )
        )
    rows.append(
        Row(
            what="plain cascade, all requesters: cost of ten times the replicates, exponent",
            goal=1.05,
            reached=exponent(10, grown["tenfold"] / grown["some"]),
            at_most=True,
        )
    )
    return rows
