"""What a case meets in each state: its record, practice, courts, and its law on the conduct.

Each number comes from a named index, a named law or an assumption, so that changing one of them changes
these and nothing else. Arrays have shape (n_states,) and lie in 0-1 unless a unit is given; a state without
any index is NaN throughout, and the network offers no channel through it.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.arrays import FloatArray
from simulator.law import gates
from simulator.law.conducts import conduct_number
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Ground
from simulator.model.given import Given, step

TESTS = ("category", "conduct", "rights")  # of dual criminality, from least to most protective


class NationalLaw(NamedTuple):
    """Each state's law on what the request names."""

    crime: FloatArray  # shape (3, n_states): chance that the label is a crime, by test
    maximum: FloatArray  # maximum penalty for it [year]
    minimum: FloatArray  # minimum penalty for it [year]


def guarded(values: Mapping[str, float], setting: str, level: str, *, rising: bool) -> float:
    """Number of `level`, never less protective than that of a less protective level (design: nesting).

    The gates are monotone in each of these numbers, so this equals the minimum of `pass` over all less
    protective levels. At default assumptions it changes nothing (tested).
    """
    catalogue = load_catalogue()[setting]
    below = [values[known.id] for known in catalogue.level[: catalogue.rank(level) + 1]]
    return max(below) if rising else min(below)


@step
def index(given: Given, name: str) -> FloatArray:
    """An index, or one draw of it: moved by `noise` standard errors (published, or assumed, and of the fit)."""
    found = given.world.indices[name]
    if given.noise is None:
        return found.value
    published = np.where(np.isnan(found.published_sd), given.numbers["index.error"], found.published_sd)
    return np.clip(found.value + given.noise.errors[name] * np.hypot(published, found.fit_error), 0.0, 1.0)


def record(given: Given) -> FloatArray:
    """The human-rights record; 1 is best."""
    return index(given, "record")


def independence(given: Given) -> FloatArray:
    """Of the courts."""
    return index(given, "independence")


@step
def practice(given: Given) -> FloatArray:
    """How often a "may" is used when its ground is recognised, 28."""
    numbers, liberal, level = given.numbers, index(given, "liberal"), given.settings["host_practice"]
    if level == "always":
        return np.where(np.isnan(liberal), np.nan, 1.0)
    country = numbers["practice.floor"] + (numbers["practice.ceiling"] - numbers["practice.floor"]) * liberal
    shares = {"never": 0.0, "rare": numbers["practice.rare"], "country": 1.0}
    share = guarded(shares, "host_practice", level, rising=True)
    return np.asarray(gates.shifted(country * share, -numbers["cooperation_level"]))


@step
def top(given: Given) -> float:
    """The most that a "shall" is ever kept to."""
    return 1.0 if given.settings["host_practice"] == "always" else given.numbers["comply.top"]


@step
def comply(given: Given) -> FloatArray:
    """How often a "shall" is kept to."""
    return np.asarray(gates.compliance(practice(given), independence(given), top(given)))


@step
def screening(given: Given) -> float:
    """How well requests are read, 29."""
    values = {level: given.numbers[f"screening.{level}"] for level in ("label", "summary", "check")}
    return guarded(values, "screening", given.settings["screening"], rising=True)


@step
def mask(given: Given) -> float:
    """How far a pretext hides what a request is about."""
    return given.numbers["mask.pretext"] if given["pretext"] else 0.0


@step
def nature(given: Given, ground: Ground) -> float:
    """How plainly the conduct shows a ground."""
    return conduct_number(given.numbers, given.conduct, f"nature.{ground.value}")


@step
def plainest(given: Given) -> float:
    """How plainly it shows any."""
    return max(nature(given, ground) for ground in Ground)


@step
def shield(given: Given) -> FloatArray:
    """Strength of the host's data-protection law."""
    numbers = given.numbers
    other = numbers["data_protection.other"] * independence(given)
    return np.where(given.world.adequate, numbers["data_protection.adequate"], other)


@step
def convention_offence(given: Given) -> bool:
    """Whether what the request names is an offence of the Convention, 12."""
    return given.settings["offence_list"] in given.label.convention_offence


@step
def national_law(given: Given) -> NationalLaw:
    """Between the two ends of the freedom-of-expression index the chance is linear; a named law overrides it."""
    numbers, conduct, freedom, penalties = given.numbers, given.label, index(given, "freedom"), given.penalties

    def along(kind: str) -> FloatArray:
        free, unfree = (conduct_number(numbers, conduct, f"{kind}_{end}") for end in ("free", "unfree"))
        return np.asarray(unfree + (free - unfree) * freedom)

    by_label, by_conduct = along("label"), along("conduct")
    most, least = (conduct_number(numbers, conduct, end) for end in ("maximum", "minimum"))
    maximum, minimum = np.full(len(freedom), most), np.full(len(freedom), min(least, most))
    for place, code in enumerate(given.world.codes):
        law = conduct.national.get(code)
        if law is not None:
            by_label[place] = by_conduct[place] = 1.0
            maximum[place] = law.maximum
            minimum[place] = min(minimum[place], law.maximum) if law.minimum is None else law.minimum
        if code in penalties:  # a law made or changed: a crime there, with this maximum
            by_label[place] = by_conduct[place] = 1.0
            maximum[place], minimum[place] = penalties[code], min(minimum[place], penalties[code])
    compatible = conduct_number(numbers, conduct, "rights_compatible")
    crime = np.stack([gates.crime(test, by_label, by_conduct, compatible) for test in TESTS])
    return NationalLaw(crime, maximum, minimum)
