"""Why, and what brings it back, as tables: parts of a difference, single changes, smallest sets, the frontier."""

import pandas as pd

from simulator.analysis.alone import ACTS, FIGURES, Alone
from simulator.analysis.genuine import DAYS
from simulator.analysis.why.changes import Change
from simulator.analysis.why.frontier import Frontier
from simulator.analysis.why.needs import Needs
from simulator.analysis.why.restore import Restoration
from simulator.analysis.why.shares import Shares
from simulator.analysis.why.single import Moves
from simulator.analysis.why.sure import Sures
from simulator.analysis.why.weakest import Finding, Rest
from simulator.model.adoption import not_before
from simulator.model.world import World
from simulator.presentation.said import cell
from simulator.presentation.sure import words
from simulator.words.figures import about, number
from simulator.words.names import name_of, origin_of
from simulator.words.say import Word, clauses, say, series

NOTHING: Word = "Nothing differs from the baseline, so there is nothing to explain."
CLAIMED: dict[str, Word] = {  # what holds in so many draws
    "shares": "How sure: the part has the same sign, or is nothing, as here. Above five changed rules a draw takes eight orders.",
    "back": "How sure: the change alone keeps more havens than the scenario as it stands, or fewer, as here.",
    "restore": "How sure: havens are lost, and the set restores the share that was asked; smaller sets are not tried again.",
    "frontier": "How sure: the point is on the frontier, or off it, as here.",
    "alone": "How sure: the act lowers or raises the figure, or leaves it, as here.",
    "needs": "How sure: the haven is lost.",
}


def shares_lines(found: Shares) -> list[str]:
    """What is divided, and what differs without effect."""
    add: Word = (
        "{scenario}, against {baseline}. Parts add up exactly; orders were drawn, so each has an error."
        if found.sampled
        else "{scenario}, against {baseline}. Parts add up exactly."
    )
    line = say(add, scenario=say(found.scenario.title), baseline=say(found.baseline.title))
    idle = (
        [say("Without effect in this model: {rules}.", rules=series(str(cell(words)) for words in found.idle))]
        if found.idle
        else []
    )
    return [line if found.parts else say(NOTHING), *idle]


def shares_table(found: Shares, host: str | None = None) -> pd.DataFrame:
    """One row a changed rule: its part of havens kept, of exposure [points] and of genuine requests met [points]."""
    rows = []
    for place, part in enumerate(found.parts):
        row: dict[str, object] = {"changed rule": part.words, "article": part.article, "mark": part.mark}
        for name, figure in found.figures(host).items():
            row[name] = round(float(figure.split.parts[place]) * figure.unit, 4)
            if found.sampled:
                row[f"{name}, standard error"] = round(figure.split.errors[place] * figure.unit, 4)
        rows.append(row)
    return pd.DataFrame(rows)


def _told(change: Change) -> dict[str, object]:
    return {
        "change": change.words, "article": change.article, "route": change.route.value, "who": change.who,
        "not before": change.earliest, "practice, not law": change.practice,
    }  # fmt: skip


def moves_line(found: Moves) -> str:
    """What stands, and how much was tried."""
    stands: dict[str, Word] = {
        "data": "{kept} of {havens} data havens kept as it stands; {tried} changes tried, each alone.",
        "person": "{kept} of {havens} person havens kept as it stands; {tried} changes tried, each alone.",
    }
    return say(stands[found.kind], kept=found.kept, havens=found.havens, tried=found.tried)


def moves_table(found: Moves) -> pd.DataFrame:
    """One row a change that brings a haven back or loses one, by havens kept, then by exposure lowered."""
    return pd.DataFrame(
        [
            {
                **_told(one.change), "brought back": len(one.back), "lost": len(one.gone),
                "exposure lowered [points]": one.lowered, "hosts back": " ".join(one.back), "hosts lost": " ".join(one.gone),
            }
            for one in found.moves
        ]
    )  # fmt: skip


def restore_table(found: Restoration) -> pd.DataFrame:
    """One row a change of a set; sets and changes in the order of the catalogue."""
    return pd.DataFrame(
        [
            {
                "set": number, **_told(change), "restored": len(one.restored), "of lost": len(found.lost),
                "genuine requests met": round(one.met / found.sent, 4), "as it stands": round(found.met / found.sent, 4),
            }
            for number, one in enumerate(found.sets, 1)
            for change in one.changes
        ]
    )  # fmt: skip


def by_change(found: Restoration, sures: Sures) -> Sures:
    """How sure each set is, once for each of its changes, as `restore_table` has its rows."""
    return {
        figure: tuple(sure for one, sure in zip(found.sets, each, strict=True) for _ in one.changes)
        for figure, each in sures.items()
    }


def restore_lines(found: Restoration, world: World) -> list[str]:
    """What was asked, what was found, and how far it is proven."""
    people = origin_of(world.state(found.requesting))
    if not found.lost:
        nothing: dict[str, Word] = {
            "data": "No data haven is lost for people from {people}: nothing is to be restored.",
            "person": "No person haven is lost for people from {people}: nothing is to be restored.",
        }
        return [say(nothing[found.kind], people=people)]
    asked: dict[tuple[str, bool], Word] = {
        ("data", False): "{target} of {lost} lost data havens for people from {people}, routes open today:",
        ("data", True): "{target} of {lost} lost data havens for people from {people}, all routes:",
        ("person", False): "{target} of {lost} lost person havens for people from {people}, routes open today:",
        ("person", True): "{target} of {lost} lost person havens for people from {people}, all routes:",
    }
    head = say(asked[found.kind, found.all_routes], target=found.target, lost=len(found.lost), people=people)
    if not found.sets:
        none = say(
            "all {n} changes together restore {restored}, so no set does it.", n=found.considered, restored=found.by_all
        )
        return [f"{head} {none}"]
    proof = (
        say("{n} changes do it and no fewer; all sets of that size are here, each change as mild as will do.", n=len(found.sets[0].changes))
        if found.exact
        else say(
            "these {n} changes do it; no {searched} do, other sets of {n} may.",
            n=len(found.sets[0].changes), searched=found.searched,
        )
    )  # fmt: skip
    return [f"{head} {proof} " + say("{n} changes, {tried} sets run.", n=found.considered, tried=found.tried)]


def frontier_table(found: Frontier) -> pd.DataFrame:
    """One row a point: the current scenario, the texts, the changes; in that order."""
    return pd.DataFrame(
        [
            {
                "what": one.what, "id": one.id, "words": one.words, "route": one.route, "havens kept": one.kept,
                "of": found.havens, "genuine requests met": round(one.met / found.sent, 4), "on the frontier": one.on_frontier,
                "in force": one.in_force,
            }
            for one in found.points
        ]
    )  # fmt: skip


def finding_sentence(found: Finding, world: World) -> str:
    """The finding with its chances, its margin and how sure it is."""
    found_out: dict[tuple[str, bool], Word] = {
        ("data", True): "{host} is lost as a data haven for people from {people}: data exposed {before} → {after}.",
        ("data", False): "{host} is kept as a data haven for people from {people}: data exposed {before} → {after}.",
        ("person", True): "{host} is lost as a person haven for people from {people}: held {before} → {after}.",
        ("person", False): "{host} is kept as a person haven for people from {people}: held {before} → {after}.",
    }
    host, people = (world.state(code) for code in (found.host, found.requesting))
    chances = say(
        found_out[found.kind, bool(found.lost)],
        host=name_of(host), people=origin_of(people), before=about(found.before), after=about(found.after),
    )  # fmt: skip
    margin = say("It lies {margin} points from where the cuts would have it otherwise.", margin=number(found.margin, 1))
    return f"{chances} {words(found.sure)}. {margin}"


def rests_table(rests: tuple[Rest, ...]) -> pd.DataFrame:
    """One row an assumption at its worse end; that by which the finding comes nearest to breaking first."""
    return pd.DataFrame(
        [
            {
                "assumption": one.id, "default": one.assumption.default, "at": one.value, "baseline": round(one.before, 3),
                "scenario": round(one.after, 3), "margin [points]": round(one.margin, 2), "finding holds": one.holds,
                "unit": one.assumption.unit, "reason": one.assumption.reason,
            }
            for one in rests
        ]
    )  # fmt: skip


def needs_lines(found: Needs) -> list[str]:
    """What the losses need, in one sentence."""
    lost: dict[str, Word] = {
        "data": "Lost data havens: {n}; {parts}.",
        "person": "Lost person havens: {n}; {parts}.",
    }
    if not found.lost:
        return [say("No data haven is lost.") if found.kind == "data" else say("No person haven is lost.")]
    parts = [say("only because States pass the request on: {n}", n=len(found.forwarding))]
    if found.kind == "data":
        parts.append(
            say(
                "through another State's provider or an order alone: {n} (by order: {order})",
                n=len(found.elsewhere), order=len(found.by_order),
            )
        )  # fmt: skip
    parts.append(say("on the assumption of a clause alone: {n}", n=len(found.assumption)))
    if found.sure:
        parts.append(say("in fewer than four fifths of the draws, so depending on assumptions: {n}", n=found.depends))
    return [say(lost[found.kind], n=len(found.lost), parts=clauses(parts))]


def needs_table(found: Needs, world: World) -> pd.DataFrame:
    """One row a lost haven, by code, with what its loss needs and, once the band is drawn, how sure it is."""
    names = {state.iso3: state.name for state in world.states}
    return pd.DataFrame(
        [
            {
                "host": names[code], "needs forwarding": code in found.forwarding,
                "lost through": "order alone" if code in found.by_order else "another State" if code in found.elsewhere else "host",
                "rests on an assumption of a clause alone": code in found.assumption,
            }
            | ({"lost: how sure": words(found.sure[code])} if found.sure else {})
            for code in found.lost
        ]
    )  # fmt: skip


def alone_table(found: Alone) -> pd.DataFrame:
    """One row an act, in the order of articles; chances now and then [0-1]."""
    rows = []
    for act, then in zip(ACTS, found.figures[1:].tolist(), strict=True):
        row: dict[str, object] = {
            "what": act.words, "articles": act.article, "route": act.route.value, "not before": not_before(act.route)
        }  # fmt: skip
        for name, usual, value in zip(FIGURES, found.figures[0].tolist(), then, strict=True):
            row |= {f"{name}, now": round(usual, 4), f"{name}, then": round(value, 4)}
        rows.append(row)
    return pd.DataFrame(rows)


def of_one_host_read(table: pd.DataFrame) -> pd.DataFrame:
    """`alone_table` or `rests_table` to be read: chances of one host to the nearest five points."""
    chances = [name for name in table.columns if name in ("baseline", "scenario") or name.endswith((", now", ", then"))]
    return table.assign(**{name: table[name].map(about) for name in chances})


def alone_line(found: Alone, world: World) -> str:
    """What the table of one host shows."""
    host, people = (world.state(code) for code in (found.host, found.requesting))
    return say(
        "What {host} could do alone for people from {people}, all else unchanged: chances within {horizon} days, genuine requests "
        "within {days} days. In the order of articles.",
        host=name_of(host), people=origin_of(people), horizon=found.horizon, days=DAYS,
    )  # fmt: skip
