"""How well scores tell two outcomes apart: area under the curve, Brier score, logistic fits, folds, resampled clusters.

Scores, outcomes and clusters have shape (n_cases,); an outcome is 1 or 0, a cluster the number of a group of cases that are not
independent. No random number is drawn but from the seed given.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from simulator.arrays import BoolArray, FloatArray, IntArray

RIDGE = 1.0  # of the fits: a normal prior of variance 1 on standardised slopes, none on the intercept
ROUNDS = 50
RESAMPLES, FOLDS, REPEATS = 2000, 10, 10


def auc(score: FloatArray, outcome: FloatArray) -> float:
    """Chance that a case with the outcome scores above one without it, ties half; NaN if all cases ended alike."""
    return float(areas(score, outcome, [np.ones_like(outcome)])[0])


def areas(score: FloatArray, outcome: FloatArray, weights: Sequence[FloatArray]) -> FloatArray:
    """The same for cases that count as often as each of `weights` says, shape (n_weights,)."""
    _, place = np.unique(score, return_inverse=True)
    found = np.full(len(weights), np.nan)
    for number, weight in enumerate(weights):
        yes, no = np.bincount(place, weight * outcome), np.bincount(place, weight * (1 - outcome))
        if (pairs := yes.sum() * no.sum()) > 0:
            found[number] = (yes * (np.cumsum(no) - no / 2)).sum() / pairs
    return found


def brier(chance: FloatArray, outcome: FloatArray) -> float:
    """Mean squared difference between chance and outcome."""
    return float(np.mean((chance - outcome) ** 2))


def resampled(clusters: IntArray, seed: int, n: int = RESAMPLES) -> Iterator[FloatArray]:
    """How often each case counts when whole clusters are drawn again, `n` times."""
    random = np.random.Generator(np.random.Philox(seed))
    _, of = np.unique(clusters, return_inverse=True)
    k = int(of.max()) + 1
    for _ in range(n):
        yield np.bincount(random.integers(0, k, k), minlength=k).astype(float)[of]


def interval(values: FloatArray) -> tuple[float, float]:
    """2.5th and 97.5th percentile of what resampling gave; NaN where it gave nothing."""
    known = values[~np.isnan(values)]
    return (float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))) if len(known) else (np.nan, np.nan)


def fit_logistic(features: FloatArray, outcome: FloatArray) -> FloatArray:
    """Intercept and slopes of a logistic regression with a ridge on the slopes, by Newton's method.

    Parameters
    ----------
    features : shape (n_cases, n_features)

    Returns
    -------
    shape (1 + n_features,)
    """
    design = np.column_stack([np.ones(len(outcome)), features])
    ridge = np.diag([1e-6, *[RIDGE] * features.shape[1]])  # a trace on the intercept: all cases may have ended alike
    beta = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        chance = _chance(design @ beta)
        slope = design.T @ (outcome - chance) - ridge @ beta
        step = np.linalg.solve((design * (chance * (1 - chance))[:, None]).T @ design + ridge, slope)
        beta = beta + np.clip(step, -5, 5)
        if np.abs(step).max() < 1e-10:
            break
    return beta


def _chance(log_odds: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))


def left_out(features: FloatArray, outcome: FloatArray, folds: IntArray) -> FloatArray:
    """The chance of each case by a fit to all other folds, shape (n_cases,); a missing feature takes their mean."""
    found = np.full(len(outcome), np.nan)
    for fold in np.unique(folds):
        here, others = folds == fold, folds != fold
        mean, spread = _scale(features[others])
        scaled = np.nan_to_num((features - mean) / spread)
        beta = fit_logistic(scaled[others], outcome[others])
        found[here] = _chance(beta[0] + scaled[here] @ beta[1:])
    return found


def _scale(features: FloatArray) -> tuple[FloatArray, FloatArray]:
    known = ~np.isnan(features)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, features, 0.0).sum(axis=0) / count
    spread = np.sqrt((np.where(known, features - mean, 0.0) ** 2).sum(axis=0) / count)
    return mean, np.where(spread > 0, spread, 1.0)


def by_clusters(
    features: FloatArray, outcome: FloatArray, clusters: IntArray, seed: int, repeats: int = REPEATS
) -> FloatArray:
    """Chances by cross-validation in which no cluster is split, the mean over several divisions into folds."""
    random = np.random.Generator(np.random.Philox(seed))
    names, of = np.unique(clusters, return_inverse=True)
    n = min(FOLDS, len(names))
    divisions = (random.permutation(len(names))[of] % n for _ in range(repeats))
    return np.asarray(np.mean([left_out(features, outcome, division) for division in divisions], axis=0))


def linked(groups: list[frozenset[str]]) -> IntArray:
    """Number of the cluster of each case: cases that share a word, directly or through others, are in one."""
    leader: dict[str, str] = {}

    def first(word: str) -> str:
        while leader.setdefault(word, word) != word:
            word = leader[word]
        return word

    for words in groups:
        ends = sorted({first(word) for word in words})
        leader.update((end, ends[0]) for end in ends)
    names = [first(min(words)) for words in groups]
    order = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([order[name] for name in names], dtype=np.int64)


def in_fifths(score: FloatArray) -> list[BoolArray]:
    """Cases by fifths of their score, lowest first; equal scores stay together, and no fifth is empty."""
    edges = np.unique(np.quantile(score, [0.2, 0.4, 0.6, 0.8]))
    place = np.searchsorted(edges, score, side="left")
    return [place == one for one in range(len(edges) + 1) if (place == one).any()]
