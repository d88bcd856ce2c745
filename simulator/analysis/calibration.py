"""Setting a few assumptions from published base rates, by one written procedure: a seed, priors, targets, a log.

Ten numbers are drawn from wide priors (keyed by the seed), the chances that they imply are computed exactly as
products of gates, and each draw is weighted by how well these agree with what was published. Default: weighted
mean; low and high: weighted 5th and 95th percentile, never narrower than half the prior, because the evidence is
thin. Documented cases enter by the order of the ways of handing over only. No single state is tuned.

`python -m simulator.analysis.calibration [--write]` prints the log; `--write` also enters the numbers.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np

from simulator.arrays import FloatArray
from simulator.data.cases import load_cases
from simulator.data.treaties import load_treaties
from simulator.engine.draws import ONE, Purpose, draws
from simulator.law import assumptions
from simulator.law.vocabulary import HANDING_OVER
from simulator.model.compile import compile_network
from simulator.model.network import MEASURES, Network
from simulator.model.scenario import find_case, load_scenario
from simulator.model.world import World, load_world

SEED, DRAWS = 1, 1000
# Priors, uniform between two ends that nobody should find too narrow.
PRIORS = {
    "screening.summary": (0.3, 0.95),
    "mask.pretext": (0.1, 0.8),
    "proof.substantial": (0.4, 1.0),
    "comply.top": (0.6, 1.0),
    "court.prior": (0.4, 1.0),
    "standing.asylum_seeker": (0.2, 0.8),
    "will.surrender.strong": (0.05, 0.6),
    "will.removal.weak": (0.01, 0.4),
    "will.informal.weak": (0.01, 0.4),
    "vetting.mixed": (0.1, 0.95),
}
# Published figures, entered here a second time beside docs/data.md.
REQUESTS, GRANTED = {"USA": 227, "EU": 406}, 0  # Türkiye, July 2016 to July 2022
CLUSTER = 10  # how many such requests tell as much as one: same accusation, same courts, publicised
ORDINARY_GRANTED, ORDINARY_AT_MOST = 108, 1000  # Türkiye, 2017, all crime; requests not published, at most so many
REFUSED_ON_RIGHTS, NOTICES = 194 + 111, 15_548 + 2_462  # INTERPOL, 2024: articles 2 and 3; published and refused
POLITICAL_SHARE = (0.02, 0.1)  # of all alerts: what nobody knows
SENDERS = ("CHN", "RUS", "TUR", "IRN", "EGY", "TJK")  # of the ten that Freedom House names most often
WAYS = {
    "police_informal": ("police_informal",),
    "deportation": ("immigration_removal", "document_cancellation"),
    "extradition": ("ece_extradition", "bilateral_extradition", "minsk", "riyadh", "commonwealth"),
}
ORDER = ("police_informal", "deportation", "extradition")  # by share of documented cases that ended in a return


@dataclass(frozen=True)
class Model:
    """The chances that a set of numbers implies, each exact: one channel, one asking, the product of its gates."""

    world: World
    numbers: Mapping[str, float]

    def network(self, case: str, origin: str) -> Network:
        """The channels of today, for one case and requesting State."""
        return compile_network(self.world, load_scenario("today"), find_case(case), origin, self.numbers)

    def surrendered(self, case: str) -> float:
        """Share of Türkiye's requests for extradition that are granted, over the States that it asked."""
        union = sorted(load_treaties().bound("EU"))
        hosts = {"USA": REQUESTS["USA"], **{code: REQUESTS["EU"] / len(union) for code in union}}
        passed = handed_over(self.network(case, "TUR"), tuple(map(self.world.index_of, hosts)), "extradition")
        return float(np.average(passed, weights=list(hosts.values())))

    @cached_property
    def refused_alerts(self) -> float:
        """Share of alerts about offences of speech that INTERPOL's review stops, over `SENDERS`."""
        nets = [self.network("journalist-false-news", code) for code in SENDERS]
        return float(np.mean([1 - net.vetting[net.requesting] for net in nets]))

    @cached_property
    def by_way(self) -> dict[str, float]:
        """Mean chance of handing over by way, over the documented pairs of that way."""
        found: dict[str, list[float]] = {way: [] for way in WAYS}
        pairs = {way: documented_pairs(way) for way in WAYS}
        for origin in sorted({origin for way in WAYS for origin, _ in pairs[way]}):
            network = self.network("activist-terrorism-label", origin)
            for way in WAYS:
                hosts = tuple(self.world.index_of(h) for o, h in pairs[way] if o == origin)
                found[way] += handed_over(network, hosts, way).tolist() if hosts else []
        return {way: float(np.mean(chances)) for way, chances in found.items()}


def handed_over(network: Network, hosts: tuple[int, ...], way: str) -> FloatArray:
    """Chance that one request to hand over passes: the best row of a way between the two, whole if there is a treaty."""
    u, v = np.array(network.requesting), np.array(hosts)
    best = np.zeros(len(hosts))
    for k, name in enumerate(network.rows.instrument):
        if name in WAYS[way] and MEASURES[network.rows.measure[k]] in HANDING_OVER:
            row = np.full_like(v, k)
            gates = network.chances(u, row, v, handover=True)
            passed = np.prod(np.stack([np.broadcast_to(gate, v.shape) for gate in gates]), axis=0)
            best = np.maximum(best, passed * network.exists(u, row, v) / network.share(row, u, v))
    return best


@lru_cache(maxsize=8)
def documented_pairs(way: str) -> tuple[tuple[str, str], ...]:
    """The pairs of states of the documented cases of one way, each once."""
    codes = set(load_world().codes)
    pairs = {(case.origin, case.host) for case in load_cases() if case.channel == way}
    return tuple(sorted(pair for pair in pairs if set(pair) <= codes))


def log_likelihood(model: Model) -> float:
    """How well a set of numbers agrees with what was published."""
    refused, ordinary = model.surrendered("activist-terrorism-label"), model.surrendered("genuine-fraud")
    none_granted = sum(REQUESTS.values()) / CLUSTER * np.log1p(-min(refused, 0.999))
    least = ORDINARY_GRANTED / ORDINARY_AT_MOST
    enough_ordinary = -0.5 * (max(least - ordinary, 0.0) / 0.02) ** 2
    low, high = (np.log(REFUSED_ON_RIGHTS / NOTICES / share) for share in reversed(POLITICAL_SHARE))
    alerts = -0.5 * ((np.log(max(model.refused_alerts, 1e-6)) - (low + high) / 2) / ((high - low) / 4)) ** 2
    ways = model.by_way
    in_order = all(ways[more] >= ways[less] for more, less in pairwise(ORDER))
    return float(none_granted + enough_ordinary + alerts) if in_order else -np.inf


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a run of the procedure found."""

    numbers: dict[str, tuple[float, float, float]]  # default, low, high
    before: dict[str, float]  # chances at the middle of the priors
    after: dict[str, float]  # at the calibrated defaults
    accepted: int  # draws that kept the order
    effective: float  # effective number of draws


def calibrate(seed: int = SEED, n: int = DRAWS) -> Calibrated:
    """Run the procedure. The same seed and number of draws give the same numbers."""
    world = load_world()
    drawn = {id: low + (high - low) * _uniform(seed, id, n) for id, (low, high) in PRIORS.items()}
    logs = np.array([log_likelihood(Model(world, {id: float(v[i]) for id, v in drawn.items()})) for i in range(n)])
    weight = np.exp(logs - logs.max())
    weight /= weight.sum()
    numbers = {}
    for id, values in drawn.items():
        order = np.argsort(values)
        upto = np.cumsum(weight[order])
        mean = float((values * weight).sum())
        low, high = (float(values[order][min(int(np.searchsorted(upto, q)), n - 1)]) for q in (0.05, 0.95))
        half = (PRIORS[id][1] - PRIORS[id][0]) / 4
        low, high = max(min(low, mean - half), PRIORS[id][0]), min(max(high, mean + half), PRIORS[id][1])
        numbers[id] = (round(mean, 2), round(low, 2), round(high, 2))
    middle = Model(world, {id: (low + high) / 2 for id, (low, high) in PRIORS.items()})
    final = Model(world, {id: value[0] for id, value in numbers.items()})
    return Calibrated(
        numbers, _chances(middle), _chances(final), int(np.isfinite(logs).sum()), float(1 / (weight**2).sum())
    )


def _uniform(seed: int, id: str, n: int) -> FloatArray:
    key = int.from_bytes(sha256(f"calibration {id}".encode()).digest()[:4], "big")
    return np.asarray((draws(seed, Purpose.BAND_ASSUMPTION, key, replicate=np.arange(n)) + 0.5) / ONE)


def _chances(model: Model) -> dict[str, float]:
    return {
        "granted, speech behind a label": model.surrendered("activist-terrorism-label"),
        "granted, ordinary crime": model.surrendered("genuine-fraud"),
        "alerts on speech refused": model.refused_alerts,
        **{f"handed over by {way}": chance for way, chance in model.by_way.items()},
    }


def log(found: Calibrated, seed: int = SEED, n: int = DRAWS) -> str:
    """The log, as a document."""
    asked = sum(REQUESTS.values())
    target = {
        "granted, speech behind a label": f"{GRANTED} of {asked} (counted as {asked // CLUSTER}, for they are alike)",
        "granted, ordinary crime": f"{ORDINARY_GRANTED} granted in a year; requests not published, at most "
        f"{ORDINARY_AT_MOST:,} supposed, so {ORDINARY_GRANTED / ORDINARY_AT_MOST:.2f} or more",
        "alerts on speech refused": f"{REFUSED_ON_RIGHTS} of {NOTICES:,} on articles 2 and 3, of which "
        f"{POLITICAL_SHARE[0]:.0%} to {POLITICAL_SHARE[1]:.0%} are supposed political",
    }
    lines = [
        "# Calibration",
        "",
        "Made by `python -m simulator.analysis.calibration --write`; not edited by hand. What the procedure does, its priors",
        "and its published figures stand in `simulator/analysis/calibration.py`. Documented cases enter by order only:",
        f"{' > '.join(ORDER)}, by share of cases that ended in a return. No state is tuned.",
        "",
        f"Seed {seed}, {n} draws, {found.accepted} kept the order, effective number {found.effective:.0f}.",
        "",
        "| assumption | prior | default | low | high |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| `{id}` | {PRIORS[id][0]:g} to {PRIORS[id][1]:g} | {d:g} | {low:g} | {high:g} |"
            for id, (d, low, high) in found.numbers.items()
        ),
        "",
        "| chance | middle of the priors | calibrated | published |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {found.before[name]:.3f} | {found.after[name]:.3f} | {target.get(name, 'order only')} |"
            for name in found.after
        ),
        "",
        "Where the calibrated chance is still far from what was published, the model cannot reach it with numbers that one",
        "could defend: that is a fault of its form, and it is left standing here.",
    ]
    return "\n".join(lines) + "\n"


def write(found: Calibrated, folder: Path = assumptions.FOLDER) -> None:
    """Enter the numbers in the table of assumptions; nothing else in it changes."""
    for path in sorted(folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        for id, (default, low, high) in found.numbers.items():
            pattern = rf"(?m)^(\[{re.escape(id)}\]\n)default = .*\nlow = .*\nhigh = .*$"
            text = re.sub(pattern, rf"\g<1>default = {default}\nlow = {low}\nhigh = {high}", text)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    result = calibrate()
    sys.stdout.write(log(result))
    if "--write" in sys.argv[1:]:
        write(result)
