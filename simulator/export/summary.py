"""The summary of a comparison as plain values, for `--json` and for other programs."""

from typing import Any

from simulator import __version__
from simulator.analysis.classes import CLASSES, HIGH, KINDS, LOW, RAISED, classes
from simulator.analysis.genuine import CRIMES, genuine, mean_met, mean_met_error
from simulator.analysis.havens import Comparison
from simulator.analysis.resample import UNCERTAINTY
from simulator.engine.kernel import EFFECTS
from simulator.model.network import HORIZONS


def summary(found: Comparison) -> dict[str, Any]:
    """Everything `run --json` prints; chances are 0-1, changes are percentage points."""
    return {
        "scenario": found.scenario.id,
        "baseline": found.baseline.id,
        "requesting": found.requesting,
        "seed": found.seed,
        "replicates": found.n,
        "horizon_days": HORIZONS[found.horizon],
        "versions": {"safe-havens": __version__},
        "not_acting": list(found.scenario.not_acting()),
        "rule": found.candidates.rule,
        "uncertainty": {
            "_low, _high, _se": UNCERTAINTY["Monte Carlo error"],
            "_band_low, _band_high": UNCERTAINTY["Band"],
        },
        "havens": {kind: _havens(found, kind) for kind in KINDS},
        "genuine": _genuine(found),
        "hosts": _hosts(found),
    }


def _genuine(found: Comparison) -> dict[str, Any]:
    """Genuine requests met within 90 days, by crime and in equal weight, 0-1."""
    before, after = (genuine(found.world, one, found.seed, found.n) for one in (found.baseline, found.scenario))
    table: dict[str, Any] = {
        crime.removeprefix("genuine-"): {
            "baseline": before[crime].chance,
            "scenario": after[crime].chance,
            "scenario_se": (after[crime].chance * (1 - after[crime].chance) / after[crime].sent) ** 0.5,
            "sent": after[crime].sent,
            "days_later": after[crime].later_than(before[crime]),
            "by_rating": {rating: after[crime].from_rated(rating) for rating in ("F", "PF", "NF")},
        }
        for crime in CRIMES
    }
    table["all"] = {
        "baseline": mean_met(before),
        "baseline_se": mean_met_error(before),
        "scenario": mean_met(after),
        "scenario_se": mean_met_error(after),
        "change_se": mean_met_error(after, before),
    }
    return table


def _havens(found: Comparison, kind: str) -> dict[str, Any]:
    (baseline, kept), chosen = found.tally(kind), found.candidates.chosen
    alternatives = {name: found.alternative(kind, name) for name in found.alternatives}
    now = classes(found.counts(found.after), found.n, KINDS[kind])[chosen]
    ranges = {"": found.interval(kind), "_band": found.band(kind)}
    mean_low, mean_high = found.mean_change_band(kind)
    counts: dict[str, Any] = {
        "candidates": int(chosen.sum()),
        "baseline": baseline,
        "kept": kept,
        "lost": baseline - kept,
        **{
            f"{name}{which}_{end}": value
            for which, counts in ranges.items()
            for name, values in counts.items()
            for end, value in zip(("low", "high"), values, strict=True)
        },
        **{CLASSES[level]: int((now == level).sum()) for level in (LOW, RAISED, HIGH)},
        "depends": int((found.depends(kind) & chosen).sum()),
        "lost_needs_forwarding": int(found.need_forwarding(kind).sum()),
        "lost_cuts_half": int(found.lost(kind, 0.5).sum()),
        "lost_cuts_up": int(found.lost(kind, 1.5).sum()),
        **{f"baseline_{name}": havens for name, (havens, _) in alternatives.items()},
        **{f"lost_{name}": gone for name, (_, gone) in alternatives.items()},
        "mean_change": round(found.mean_change(kind), 4),
        "mean_change_se": round(found.mean_change_error(kind), 4),
        "mean_change_band_low": round(mean_low, 4),
        "mean_change_band_high": round(mean_high, 4),
    }
    if kind == "data":
        counts["lost_elsewhere"] = int(found.elsewhere().sum())
        counts["lost_by_order"] = int(found.lost_by_order().sum())
    return counts


def _hosts(found: Comparison) -> list[dict[str, Any]]:
    counts, who = found.counts(found.after), found.candidates
    level = {kind: classes(counts, found.n, KINDS[kind]) for kind in KINDS}
    lost, depends = ({kind: f(kind) for kind in KINDS} for f in (found.lost, found.depends))
    chances = {
        effect: (found.chance(effect), found.chance_error(effect), *found.chance_band(effect)) for effect in EFFECTS
    }
    hosts = []
    for i, state in enumerate(found.world.states):
        if not state.in_totals or state.iso3 == found.requesting:
            continue
        host: dict[str, Any] = {"iso3": state.iso3, "candidate": bool(who.chosen[i])}
        for effect in EFFECTS:
            for name, values in zip(("", "_se", "_band_low", "_band_high"), chances[effect], strict=True):
                host[effect + name] = float(values[i])
        for kind in KINDS:
            assessed = not (who.thin[i] or who.unrated[i])
            host[f"{kind}_class"] = CLASSES[level[kind][i]] if assessed else None
            host[f"{kind}_lost"], host[f"{kind}_depends"] = bool(lost[kind][i]), bool(depends[kind][i])
        host["protected_persons"] = int(who.protected[i])
        hosts.append(host)
    return hosts
