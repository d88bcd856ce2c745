"""Results in words, the same on the page and on the command line."""

from collections.abc import Iterable

from simulator.analysis.candidates import OWN
from simulator.analysis.classes import CUTS, KINDS, RISE
from simulator.analysis.ensemble import BAND_DRAWS
from simulator.analysis.genuine import CRIMES, DAYS, genuine, mean_met, mean_met_error
from simulator.analysis.havens import Comparison
from simulator.analysis.resample import UNCERTAINTY
from simulator.law.settings import load_catalogue
from simulator.model.network import HORIZONS
from simulator.presentation.hangs import hangs_lines
from simulator.words.figures import number, percent
from simulator.words.masked import masked
from simulator.words.names import name_of
from simulator.words.say import Word, inside, say, series

SHORT_NOTE: Word = "No verdict on a country, no forecast about a person, no legal or safety advice."
CONDITIONAL: Word = "Every chance is conditional on a requesting State that tries every channel open to it."
NOTE = f"{SHORT_NOTE} {CONDITIONAL}"
NOT_MODELLED: Word = (
    "Not modelled: abduction, spyware, pressure on relatives, financial intelligence and account closure. The data "
    "results are not validated against documented cases. Ten assumptions about handing over were calibrated on published "
    "figures; those about data are judgements."
)
COUNTS: dict[str, Word] = {
    "data": "{kept} of {total} data havens kept, {lost} lost (Monte Carlo error: {low} to {high} kept).",
    "person": "{kept} of {total} person havens kept, {lost} lost (Monte Carlo error: {low} to {high} kept).",
}
MEANING: dict[str, Word] = {
    "data": "A data haven: requests do not expose who and where the person is, or what they write and with whom.",
    "person": "A person haven: requests do not get the person arrested or handed over.",
}
CRIME_NAMES: dict[str, Word] = {
    "genuine-csam": "child abuse material",
    "genuine-fraud": "fraud",
    "genuine-ransomware": "ransomware",
}


def opening(found: Comparison) -> str:
    """What is compared with what."""
    return say(
        "{scenario}, against {baseline}: requests of {name}, within {days} days.",
        scenario=say(found.scenario.title), baseline=say(found.baseline.title),
        name=name_of(found.world.state(found.requesting)), days=HORIZONS[found.horizon],
    )  # fmt: skip


def notices(found: Comparison) -> list[str]:
    """What was chosen and does not act, and what of a draft was not read."""
    lines = []
    if idle := found.scenario.not_acting():
        lines.append(say("Chosen, but without effect in this model: {titles}.", titles=_titles(idle)))
    if unread := found.scenario.unread:
        lines.append(say("Not read in that draft, so kept at the adopted level: {titles}.", titles=_titles(unread)))
    return lines


def _titles(settings: Iterable[str]) -> str:
    return series(inside(say(load_catalogue()[id].title)) for id in settings)


def headline(found: Comparison) -> list[str]:
    """All of it, with the rule; one sentence or a few each."""
    counts = [f"{count_sentence(found, kind)} {spread(found, kind)}" for kind in KINDS]
    return [
        opening(found),
        *counts,
        *hangs_lines(found),
        genuine_sentence(found),
        *notices(found),
        hosts_rule(found),
        uncertainty(),
    ]


def count_sentence(found: Comparison, kind: str) -> str:
    """Havens of one kind kept and lost, with their Monte Carlo error; one sentence."""
    total, kept = found.tally(kind)
    low, high = found.interval(kind)["kept"]
    return say(COUNTS[kind], kept=kept, total=total, lost=total - kept, low=low, high=high)


def spread(found: Comparison, kind: str) -> str:
    """The band of the count, as far as it was drawn, and the mean change with its Monte Carlo error and its band."""
    mean: dict[str, object] = {
        "mean": number(found.mean_change(kind), 1, signed=True),
        "hosts": int(found.candidates.chosen.sum()),
        "error": number(2 * found.mean_change_error(kind), 1),
    }
    if not found.banded:
        return say("Mean change {mean} points over {hosts} candidates (Monte Carlo error ±{error}).", **mean)
    (low, high), (least, most) = found.band(kind)["kept"], found.mean_change_band(kind)
    drawn = len(found.banded)
    band = (
        say("Band over the range of the assumptions: {low} to {high} kept.", low=low, high=high)
        if found.finished
        else say(
            "Band over the range of the assumptions (so far {drawn} of {draws} draws): {low} to {high} kept.",
            drawn=drawn, draws=BAND_DRAWS, low=low, high=high,
        )
    )  # fmt: skip
    change = say(
        "Mean change {mean} points over {hosts} candidates (Monte Carlo error ±{error}; band {least} to {most}).",
        **mean, least=number(least, 1, signed=True), most=number(most, 1, signed=True),
    )  # fmt: skip
    return f"{band} {change}"


def uncertainty() -> str:
    """What the two are, and which of them more replicates make smaller."""
    return " ".join(say("{name}: {words}.", name=say(name), words=say(words)) for name, words in UNCERTAINTY.items())


def genuine_sentence(found: Comparison) -> str:
    """What the same rules do for genuine cooperation against crime."""
    before, after = (genuine(found.world, one, found.seed, found.n) for one in (found.baseline, found.scenario))
    rated = {
        rating: percent(sum(after[crime].from_rated(rating) for crime in CRIMES) / len(CRIMES), 1)
        for rating in ("F", "PF", "NF")
    }
    later = sum(after[crime].later_than(before[crime]) for crime in CRIMES) / len(CRIMES)
    met = say(
        "Genuine requests met within {days} days: {now} against {then} in the baseline (Monte Carlo error of the difference ±{error} "
        "points; {each}), between States drawn by population and by providers' share; asked by States rated Free {free}, Partly "
        "Free {partly}, Not Free {not_free}.",
        days=DAYS, now=percent(mean_met(after), 1), then=percent(mean_met(before), 1),
        error=number(200 * mean_met_error(after, before), 1),
        each=series(f"{say(CRIME_NAMES[crime])} {percent(after[crime].chance, 1)}" for crime in CRIMES),
        free=rated["F"], partly=rated["PF"], not_free=rated["NF"],
    )  # fmt: skip
    come: Word = (
        "Those met in both come {days} days later on average."
        if later > 0
        else "Those met in both come {days} days sooner on average."
    )
    return f"{met} {say(come, days=number(abs(later)))}"


def hosts_rule(found: Comparison) -> str:
    """Which hosts are candidates."""
    rule, own = found.candidates.rule, OWN.split("{")[0]
    return say(OWN, codes=masked(rule.removeprefix(own).removesuffix("."))) if rule.startswith(own) else say(rule)


def rule_of_loss() -> str:
    """By which cuts a class is given, and when a haven is lost."""
    cuts = {
        f"{name}_{level}": percent(cut)
        for name, pair in CUTS.items()
        for level, cut in zip(("raised", "high"), pair, strict=True)
    }
    return say(
        "Data: raised from {data_raised}, high from {data_high}. Person: raised from {held_raised} held or {handed_over_raised} "
        "handed over, high from {held_high} or {handed_over_high}. A haven is a candidate with low exposure in the baseline; it is "
        "lost when its class rises and its chance rises by {data_rise} points (data) or {held_rise} (person).",
        **cuts, data_rise=number(100 * RISE["data"]), held_rise=number(100 * RISE["held"]),
    )  # fmt: skip
