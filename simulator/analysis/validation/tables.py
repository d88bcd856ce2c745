"""The agreement of scores and outcomes as tables: calibration, groups, dyads, and what each part of the model does."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from simulator.analysis.ensemble import Progress
from simulator.analysis.validation import statistics
from simulator.analysis.validation.agreement import Agreement
from simulator.analysis.validation.case_file import CaseRow
from simulator.analysis.validation.scores import AS_IT_IS, MODES, Supposed, score
from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.data.states import load_states
from simulator.law.assumptions import load_assumptions
from simulator.model.network import Gate


def variants() -> dict[str, Supposed]:
    """Parts of the model set aside one at a time, and two assumptions about handling moved, to see what they do to the order."""
    table = load_assumptions()
    aside = {
        "gate 5, grounds of refusal, always passes": Gate.GROUNDS,
        "gate 6, dual criminality, always passes": Gate.DUAL_CRIMINALITY,
        "gate 8, court, always passes": Gate.COURT,
        "INTERPOL's review always passes": Gate.VETTING,
        "gate 10, handling, always passes": Gate.CAPACITY,
    }
    removal = ("will.removal.strong", table["will.removal.weak"].default)
    extradition = tuple((id, table[id].default / 3) for id in ("will.surrender.weak", "will.surrender.strong"))
    return {
        "as scored": AS_IT_IS,
        "every person is found": Supposed(found=True),
        "channel blank: every channel weighs the same": Supposed(alike=True),
        "every conduct is criticism, openly charged": Supposed(plain_words=True),
        "every person is a resident": Supposed(residents=True),
        **{name: Supposed(open_gates=frozenset({gate})) for name, gate in aside.items()},
        "removal is handled everywhere as where courts are weakest": Supposed(numbers=(removal,)),
        "extradition is handled a third as often": Supposed(numbers=extradition),
    }


def calibration(found: Agreement, mode: str) -> pd.DataFrame:
    """By fifths of the model's chance: how high it is, as it is and recalibrated, and how many were handed over."""
    own, fitted = found.scores.of(mode)[found.judged], found.chance(mode)
    return pd.DataFrame(
        [
            {
                "cases": int(fifth.sum()),
                "chance_as_it_is": own[fifth].mean(),
                "chance_recalibrated": fitted[fifth].mean(),
                "share_handed_over": found.outcome[fifth].mean(),
            }
            for fifth in statistics.in_fifths(fitted)
        ]
    )


def by_channel(found: Agreement, mode: str, seed: int = 1) -> pd.DataFrame:
    """Groups of cases by recorded channel."""
    return _by(found, mode, [row.channel or "not recorded" for row in found.rows], seed)


def by_region(found: Agreement, mode: str, seed: int = 1) -> pd.DataFrame:
    """Groups of cases by the region of the host."""
    region = {state.iso3: state.region or "no region" for state in load_states()}
    return _by(found, mode, [region[row.host] for row in found.rows], seed)


def _by(found: Agreement, mode: str, group: Sequence[str], seed: int) -> pd.DataFrame:
    own, fitted, groups = found.scores.of(mode)[found.judged], found.chance(mode), np.array(group)
    rows = []
    for name in sorted(set(group)):
        here: BoolArray = np.asarray(groups == name)
        low, high = _auc_interval(own[here], found.outcome[here], found.clusters[here], seed)
        rows.append(
            {
                "group": name,
                "cases": int(here.sum()),
                "handed_over": int(found.outcome[here].sum()),
                "chance_as_it_is": own[here].mean(),
                "chance_recalibrated": fitted[here].mean(),
                "auc": statistics.auc(own[here], found.outcome[here]),
                "auc_low": low,
                "auc_high": high,
            }
        )
    return pd.DataFrame(rows)


def _auc_interval(score: FloatArray, outcome: FloatArray, clusters: IntArray, seed: int) -> tuple[float, float]:
    if len(set(outcome.tolist())) < 2:
        return float("nan"), float("nan")
    weights = statistics.resampled(clusters, seed, 500)
    return statistics.interval(statistics.areas(score, outcome, list(weights)))


def by_dyad(found: Agreement) -> pd.DataFrame:
    """One row a pair of origin and host, the worst miss first: the mean distance of the recalibrated chance from the outcome."""
    known, blank = (found.chance(mode) for mode in MODES)
    table = pd.DataFrame(
        {
            "dyad": [f"{row.origin}-{row.host}" for row in found.rows],
            "channels": [row.channel or "not recorded" for row in found.rows],
            "handed_over": found.outcome,
            "as_it_is": found.scores.of("known")[found.judged],
            "known": known,
            "blank": blank,
            "miss": np.abs(known - found.outcome),
            "miss_blank": np.abs(blank - found.outcome),
            "hit": (known >= 0.5) == (found.outcome == 1),
            "hit_blank": (blank >= 0.5) == (found.outcome == 1),
        }
    )
    grouped = table.groupby("dyad", sort=True)
    whole = grouped[["as_it_is", "known", "blank", "miss", "miss_blank"]].mean()
    whole.insert(0, "cases", grouped.size())
    whole.insert(1, "channels", grouped["channels"].agg(lambda names: ", ".join(sorted(set(names)))))
    for name in ("handed_over", "hit", "hit_blank"):
        whole[name] = grouped[name].sum().astype(int)
    return whole.reset_index().sort_values(["miss", "dyad"], ascending=[False, True], ignore_index=True)


def parts(rows: Sequence[CaseRow], found: Agreement, progress: Progress = lambda share: None) -> pd.DataFrame:
    """The area under the curve, no fit, when a part of the model is set aside: what it does to the order of the cases.

    The change is the paired difference from the scores as they are, with its interval; these are reasons to look at, and
    none is adopted: choosing among them by their area would fit the model to its own test.
    """
    weights = list(statistics.resampled(found.clusters, 1, 500))
    whole = np.ones_like(found.outcome)
    areas: dict[str, dict[str, FloatArray]] = {}
    tried = variants()
    for done, (name, supposed) in enumerate(tried.items()):
        scores = score(rows, draws=0, supposed=supposed)
        areas[name] = {
            mode: statistics.areas(scores.of(mode)[found.judged], found.outcome, [whole, *weights]) for mode in MODES
        }
        progress((done + 1) / len(tried))
    usual, table = areas["as scored"], []
    for name, by_mode in areas.items():
        row: dict[str, object] = {"supposed": name}
        for mode, area in by_mode.items():
            low, high = statistics.interval(area[1:] - usual[mode][1:])
            row |= {mode: area[0], f"{mode}_change": area[0] - usual[mode][0], f"{mode}_low": low, f"{mode}_high": high}
        table.append(row)
    return pd.DataFrame(table)
