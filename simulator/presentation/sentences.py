"""Results in words, the same on the page and on the command line."""

from simulator.analysis.ensemble import BAND_DRAWS
from simulator.analysis.genuine import CRIMES, DAYS, genuine, mean_met, mean_met_error
from simulator.analysis.havens import ALTERNATIVES, CUTS, KINDS, RISE, Comparison
from simulator.analysis.resample import UNCERTAINTY
from simulator.law.settings import load_catalogue
from simulator.model.network import HORIZONS
from simulator.words.say import Word

SHORT_NOTE: Word = "No verdict on a country, no forecast about a person, no legal or safety advice."
CONDITIONAL: Word = "Every chance is conditional on a requesting State that tries every channel open to it."
NOTE = f"{SHORT_NOTE} {CONDITIONAL}"
NOT_MODELLED: Word = (
    "Not modelled: abduction, spyware, pressure on relatives, financial intelligence and account closure. The data "
    "results are not validated against documented cases. Ten assumptions about handing over were calibrated on published "
    "figures; those about data are judgements."
)
NAMES = {"data": "data havens", "person": "person havens"}
MEANING = {
    "data": "requests do not expose who and where the person is, or what they write and with whom",
    "person": "requests do not get the person arrested or handed over",
}


def opening(found: Comparison) -> str:
    """What is compared with what."""
    name = {state.iso3: state.name for state in found.world.states}[found.requesting]
    days = HORIZONS[found.horizon]
    return f"{found.scenario.title}, against {found.baseline.title}: requests of {name}, within {days} days."


def notices(found: Comparison) -> list[str]:
    """What was chosen and does not act, and what of a draft was not read."""
    lines = []
    idle = found.scenario.not_acting()
    if idle:
        titles = ", ".join(load_catalogue()[id].title.lower() for id in idle)
        lines.append(f"Chosen, but without effect in this model: {titles}.")
    if found.scenario.unread:
        titles = ", ".join(load_catalogue()[id].title.lower() for id in found.scenario.unread)
        lines.append(f"Not read in that draft, so kept at the adopted level: {titles}.")
    return lines


def headline(found: Comparison) -> list[str]:
    """All of it, with the rule; one sentence or a few each."""
    counts = [f"{count_sentence(found, kind)} {spread(found, kind)} {conditions(found, kind)}" for kind in KINDS]
    return [opening(found), *counts, genuine_sentence(found), *notices(found), found.candidates.rule, uncertainty()]


def count_sentence(found: Comparison, kind: str) -> str:
    """Havens of one kind kept and lost, with their Monte Carlo error; one sentence."""
    total, kept = found.tally(kind)
    low, high = found.interval(kind)["kept"]
    return f"{kept} of {total} {NAMES[kind]} kept, {total - kept} lost (Monte Carlo error: {low} to {high} kept)."


def spread(found: Comparison, kind: str) -> str:
    """The band of the count, as far as it was drawn, and the mean change with its Monte Carlo error and its band."""
    hosts, error = int(found.candidates.chosen.sum()), f"Monte Carlo error ±{2 * found.mean_change_error(kind):.1f}"
    mean = f"Mean change {found.mean_change(kind):+.1f} points over {hosts} candidates"
    if not found.banded:
        return f"{mean} ({error})."
    (low, high), (least, most) = found.band(kind)["kept"], found.mean_change_band(kind)
    drawn = "" if found.finished else f" (so far {len(found.banded)} of {BAND_DRAWS} draws)"
    return f"Band over the range of the assumptions{drawn}: {low} to {high} kept. {mean} ({error}; band {least:+.1f} to {most:+.1f})."


def uncertainty() -> str:
    """What the two are, and which of them more replicates make smaller."""
    return " ".join(f"{name}: {words}." for name, words in UNCERTAINTY.items())


def conditions(found: Comparison, kind: str) -> str:
    """What the count hangs on: forwarding, cuts, the way through another State, structural alternatives."""
    parts = []
    for name in found.alternatives:
        total, gone = found.alternative(kind, name)
        parts.append(f"{gone} of {total} lost {ALTERNATIVES[name]}")
    parts.append(f"{int(found.need_forwarding(kind).sum())} of the lost need forwarding")
    if kind == "data":
        parts.append(
            f"{int(found.elsewhere().sum())} are lost through another State only, {int(found.lost_by_order().sum())} of "
            "those by direct order"
        )
    for factor, words in ((0.5, "halved"), (1.5, "raised by half")):
        before = int(found.havens(kind, factor).sum())
        parts.append(f"with cuts {words} {int(found.lost(kind, factor).sum())} of {before} are lost")
    text = "; ".join(parts) + "."
    return text[0].upper() + text[1:]


def genuine_sentence(found: Comparison) -> str:
    """What the same rules do for genuine cooperation against crime."""
    before, after = (genuine(found.world, one, found.seed, found.n) for one in (found.baseline, found.scenario))
    now, then = mean_met(after), mean_met(before)
    each = ", ".join(f"{crime.removeprefix('genuine-')} {after[crime].chance:.1%}" for crime in CRIMES)
    rated = ", ".join(
        f"{words} {sum(after[crime].from_rated(rating) for crime in CRIMES) / len(CRIMES):.1%}"
        for rating, words in (("F", "Free"), ("PF", "Partly Free"), ("NF", "Not Free"))
    )
    later = sum(after[crime].later_than(before[crime]) for crime in CRIMES) / len(CRIMES)
    return (
        f"Genuine requests met within {DAYS} days: {now:.1%} against {then:.1%} in the baseline (Monte Carlo error of the difference "
        f"±{200 * mean_met_error(after, before):.1f} points; {each}), between States drawn "
        f"by population and by providers' share; asked by States rated {rated}. Those met in both come {abs(later):.0f} days "
        f"{'later' if later > 0 else 'sooner'} on average."
    )


def rule_of_loss() -> str:
    """By which cuts a class is given, and when a haven is lost."""
    return (
        f"Data: raised from {CUTS['data'][0]:.0%}, high from {CUTS['data'][1]:.0%}. Person: raised from "
        f"{CUTS['held'][0]:.0%} held or {CUTS['handed_over'][0]:.0%} handed over, high from {CUTS['held'][1]:.0%} or "
        f"{CUTS['handed_over'][1]:.0%}. A haven is a candidate with low exposure in the baseline; it is lost when its class "
        f"rises and its chance rises by {100 * RISE['data']:.0f} points (data) or {100 * RISE['held']:.0f} (person)."
    )
