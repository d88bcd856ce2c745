"""What a case meets in each state: its record, practice, courts, and its law on the conduct.

Each number comes from a named index, a named law or an assumption, so that changing one of them changes
these and nothing else. Arrays have shape (n_states,) and lie in 0-1 unless a unit is given; a state without
any index is NaN throughout, and the network offers no channel through it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.law import gates
from simulator.law.conducts import Conduct, conduct_number
from simulator.law.settings import TreatySettings, load_catalogue
from simulator.law.vocabulary import Ground
from simulator.model.case import Case
from simulator.model.world import FloatArray, World

TESTS = ("category", "conduct", "rights")  # of dual criminality, from least to most protective


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One case in every state, under the settings that act on every channel (27-29)."""

    record: FloatArray  # human-rights record; 1 is best
    independence: FloatArray  # of the courts
    practice: FloatArray  # how often a "may" is used when its ground is recognised
    comply: FloatArray  # how often a "shall" is kept to
    top: float  # the most it ever is
    screening: float  # how well requests are read
    mask: float  # how far a pretext hides what a request is about
    nature: Mapping[Ground, float]  # how plainly the conduct shows each ground
    crime: FloatArray  # shape (3, n_states): chance that the label is a crime, by test
    maximum: FloatArray  # maximum penalty for the label in each state [year]
    minimum: FloatArray  # minimum penalty for it [year]
    data_protection: FloatArray  # strength of the host's data-protection law
    is_convention_offence: bool


def index_values(world: World, name: str, error: float, noise: Mapping[str, FloatArray] | None) -> FloatArray:
    """An index, or one draw of it: moved by `noise` standard errors (published, or assumed, and of the fit)."""
    index = world.indices[name]
    if noise is None:
        return index.value
    published = np.where(np.isnan(index.published_sd), error, index.published_sd)
    return np.clip(index.value + noise[name] * np.hypot(published, index.fit_error), 0.0, 1.0)


def guarded(values: Mapping[str, float], setting: str, level: str, *, rising: bool) -> float:
    """Number of `level`, never less protective than that of a less protective level (design: nesting).

    The gates are monotone in each of these numbers, so this equals the minimum of `pass` over all less
    protective levels. At default assumptions it changes nothing (tested).
    """
    catalogue = load_catalogue()[setting]
    below = [values[known.id] for known in catalogue.level[: catalogue.rank(level) + 1]]
    return max(below) if rising else min(below)


def make_profile(
    world: World,
    case: Case,
    settings: TreatySettings,
    numbers: Mapping[str, float],
    noise: Mapping[str, FloatArray] | None = None,
    penalties: Mapping[str, float] | None = None,
) -> Profile:
    """The profile of `case` under `settings`, with assumptions `numbers` and index errors `noise`.

    Parameters
    ----------
    noise : arrays of shape (n_states,) by name of the index [standard error], or None for the central values
    penalties : maximum penalties for the label that events of the scenario set, by code [year]
    """
    error = numbers["index.error"]
    record = index_values(world, "record", error, noise)
    liberal = index_values(world, "liberal", error, noise)
    freedom = index_values(world, "freedom", error, noise)
    independence = index_values(world, "independence", error, noise)
    country = numbers["practice.floor"] + (numbers["practice.ceiling"] - numbers["practice.floor"]) * liberal
    share = guarded(
        {"never": 0.0, "rare": numbers["practice.rare"], "country": 1.0, "always": 1.0},
        "host_practice",
        settings["host_practice"],
        rising=True,
    )
    always = settings["host_practice"] == "always"
    usual = np.asarray(gates.shifted(country * share, -numbers["cooperation_level"]))
    practice = np.where(np.isnan(liberal), np.nan, 1.0) if always else usual
    top = 1.0 if always else numbers["comply.top"]
    label = world.conducts[case.label]
    crime, maximum, minimum = national_law(world, label, numbers, freedom, penalties or {})
    return Profile(
        record=record,
        independence=independence,
        practice=practice,
        comply=np.asarray(gates.compliance(practice, independence, top)),
        top=top,
        screening=guarded(
            {level: numbers[f"screening.{level}"] for level in ("label", "summary", "check")},
            "screening",
            settings["screening"],
            rising=True,
        ),
        mask=numbers["mask.pretext"] if case.pretext else 0.0,
        nature={
            ground: conduct_number(numbers, world.conducts[case.conduct], f"nature.{ground.value}") for ground in Ground
        },
        crime=crime,
        maximum=maximum,
        minimum=minimum,
        data_protection=np.where(
            world.adequate, numbers["data_protection.adequate"], numbers["data_protection.other"] * independence
        ),
        is_convention_offence=settings["offence_list"] in label.convention_offence,
    )


def national_law(
    world: World, conduct: Conduct, numbers: Mapping[str, float], freedom: FloatArray, penalties: Mapping[str, float]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Chance that the conduct is a crime, shape (3, n_states), and its penalties [year], shape (n_states,).

    Between the two ends of the freedom-of-expression index the chance is linear; a named law overrides it.
    """

    def along(kind: str) -> FloatArray:
        free, unfree = (conduct_number(numbers, conduct, f"{kind}_{end}") for end in ("free", "unfree"))
        return np.asarray(unfree + (free - unfree) * freedom)

    by_label, by_conduct = along("label"), along("conduct")
    most, least = (conduct_number(numbers, conduct, end) for end in ("maximum", "minimum"))
    maximum, minimum = np.full(len(world.states), most), np.full(len(world.states), min(least, most))
    for place, code in enumerate(world.codes):
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
    return crime, maximum, minimum
