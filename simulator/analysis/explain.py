"""Why a host's exposure is what it is: of 1,000 requests, where each stopped, and through what the others came.

A request here is one channel from the requesting State to the host (or from it to a provider's state) in one
replicate. Requests count alike whether or not one answer would have been enough, so these shares explain the
chances of the map and do not multiply to them. What other members of a front ask is not counted.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.engine.block import Block
from simulator.engine.draws import delay_table, threshold
from simulator.engine.effects import retention_days
from simulator.law.vocabulary import Measure
from simulator.model.compile import compile_network
from simulator.model.network import MEASURES, Gate, Network
from simulator.model.scenario import Scenario, find_case
from simulator.model.world import World

BoolArray = npt.NDArray[np.bool_]
Key = tuple[str, int, str]
PER = 1000

# The order of the definition, in words; each with the article of the UN text where such a rule may stand.
STOPS = {
    "channel": ("No channel: not bound, not in force, or the measure is not offered", "64-65"),
    Gate.SCOPE.name: ("Outside the offences covered", "3, 35(1)"),
    Gate.SEVERITY.name: ("Not a serious crime", "2(h)"),
    Gate.GROUNDS.name: ("Refused on a ground (persecution, rights, political offence, essential interests)", "6(2), 37(15), 40(21)-(22)"),
    Gate.DUAL_CRIMINALITY.name: ("Not a crime in both States", "35(3), 37(1)-(2), 40(8), 42(4)-(5)"),
    Gate.DATA_PROTECTION.name: ("Data protection", "36"),
    Gate.COURT.name: ("Stopped by a court or another independent body", "24"),
    Gate.NOTICE.name: ("Stopped by a remedy after notice", "24, 40(20)"),
    Gate.VETTING.name: ("Stopped by INTERPOL's review", "INTERPOL Constitution 2-3"),
    Gate.CAPACITY.name: ("Not handled: capacity and will", "no article"),
    "late": ("Answered after the horizon", "no article"),
    "deleted": ("Data deleted before the answer", "42 (preservation)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Requests that came through one row of one instrument."""

    instrument: str
    family: str
    measure: str
    article: str
    mark: str
    before: float  # of 1,000 requests
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The same requests under the baseline and the scenario; every figure is of 1,000 requests."""

    kind: str  # data or person
    requests: int  # channels that exist in either, times replicates
    stopped: dict[str, tuple[float, float]]  # by key of `STOPS`: before, after
    arrived: tuple[Arrivals, ...]  # by family, then by article


@dataclass(frozen=True, slots=True)
class _Fate:
    stopped: dict[str, BoolArray]  # each (n,)
    arrived: BoolArray


def explain(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    requesting: str,
    host: str,
    seed: int,
    n: int,
    horizon: int = 365,
) -> tuple[Explanation, ...]:
    """What became of the requesting State's requests to `host`, for data and for the person.

    Raises
    ------
    ScenarioError
        If either state is unknown.
    """
    place = world.index_of(host)
    case = find_case(scenario.case)
    networks = [compile_network(world, one, case, requesting) for one in (baseline, scenario)]
    block = Block(seed, 0, n, world.numbers)
    fates = [_fates(network, block, place, horizon) for network in networks]
    keys = sorted({key for of_one in fates for key in of_one})  # (instrument, place of its row, data or person)
    found = []
    for kind in ("data", "person"):
        chosen = [key for key in keys if key[2] == kind]
        total = max(len(chosen), 1) * n / PER
        stopped = {
            stop: tuple(
                sum(
                    (n if stop == "channel" else 0)
                    if key not in fate
                    else int(fate[key].stopped.get(stop, _NONE).sum())
                    for key in chosen
                )
                / total
                for fate in fates
            )
            for stop in STOPS
        }
        arrived: list[Arrivals] = []
        for key in chosen:
            before, after = (int(fate[key].arrived.sum()) / total if key in fate else 0.0 for fate in fates)
            if before or after:
                instrument = world.instruments[key[0]]
                row = instrument.measure[key[1]]
                arrived.append(
                    Arrivals(
                        instrument=instrument.name,
                        family=instrument.family,
                        measure=row.measure.value.replace("_", " "),
                        article=row.article,
                        mark=row.mark.value,
                        before=before,
                        after=after,
                    )
                )
        arrived.sort(key=lambda one: (one.family, one.instrument, one.article, one.measure))
        found.append(
            Explanation(kind=kind, requests=len(chosen) * n, stopped=stopped, arrived=tuple(arrived))  # type: ignore[arg-type]
        )
    return tuple(found)


_NONE = np.zeros(1, dtype=np.bool_)


def _fates(network: Network, block: Block, host: int, horizon: int) -> dict[Key, _Fate]:
    """What stops the requests of each row to `host`, by instrument, place of the row in its file, data or person."""
    rows, u = network.rows, network.requesting
    k = np.flatnonzero(network.exists(np.array(u), np.arange(len(rows.measure)), np.array(host)))
    k = k[network.share(k, np.array(u), np.array(host)) > 0]
    plain = network.chances(np.full_like(k, u), k, np.full_like(k, host))
    barred = network.chances(np.full_like(k, u), k, np.full_like(k, host), handover=True)[Gate.GROUNDS]
    retention = retention_days(network, block)[host]
    passes, days = {}, {}
    for place, row in enumerate(k.tolist()):
        desk = int(rows.desk[row])
        for gate in Gate:
            chance = barred[place] if gate is Gate.GROUNDS and rows.handing[row] else plain[gate][place]
            drawn = block.gate(gate, desk, u)
            drawn = drawn[0 if len(drawn) == 1 else host]
            passes[row, gate] = drawn < threshold(chance)
        days[row] = delay_table(float(rows.days[row]), network.sigma)[block.delay_quantiles(desk, u)[host]]
    preserved = np.zeros(block.n, dtype=bool)
    for row in k[rows.preserving[k]].tolist():
        live = np.logical_and.reduce([passes[row, gate] for gate in Gate])
        preserved |= live & (days[row] < retention)
    fates: dict[Key, _Fate] = {}
    for row in k.tolist():
        left, stopped = np.ones(block.n, dtype=bool), {}
        for gate in Gate:
            stopped[gate.name] = left & ~passes[row, gate]
            left = left & passes[row, gate]
        stopped["late"] = left & (days[row] > horizon)
        left = left & (days[row] <= horizon)
        if rows.stored[row]:
            gone = (days[row] >= retention) & ~preserved
            stopped["deleted"] = left & gone
            left = left & ~gone
        measure = MEASURES[rows.measure[row]]
        if measure is Measure.PRESERVE:  # preserving exposes nothing by itself
            continue
        kind = "person" if rows.holding[row] else "data"
        fates[rows.instrument[row], int(rows.ordinal[row]), kind] = _Fate(stopped, left)
    return fates
