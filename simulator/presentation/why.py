"""Why, and what brings it back, as tables: parts of a difference, single changes, smallest sets, the frontier."""

import pandas as pd

from simulator.analysis.havens import KINDS
from simulator.analysis.why.changes import Change
from simulator.analysis.why.frontier import Frontier
from simulator.analysis.why.needs import Needs
from simulator.analysis.why.restore import Restoration
from simulator.analysis.why.shares import Shares
from simulator.analysis.why.single import Moves
from simulator.analysis.why.weakest import Finding, Rest
from simulator.model.world import World
from simulator.presentation.sure import words

NOTHING = "Nothing differs from the baseline, so there is nothing to explain."


def shares_table(found: Shares, host: str | None = None) -> pd.DataFrame:
    """One row a changed rule: its part of havens kept, of exposure [points] and of genuine requests met [points]."""
    splits = [(f"{kind} havens kept", found.kept(kind), 1.0) for kind in KINDS]
    splits += [(f"{kind} exposure [points]", found.exposed(kind), 100 / max(found.pairs, 1)) for kind in KINDS]
    if host is not None:
        effects = [effect for of in KINDS.values() for effect in of]
        splits = [(f"{effect} in {host} [points]", found.of_host(host, effect), 100 / found.n) for effect in effects]
    if (met := found.genuine()) is not None:
        splits.append(("genuine requests met [points]", met, 100 / found.sent))
    rows = []
    for place, part in enumerate(found.parts):
        row: dict[str, object] = {"changed rule": part.words, "article": part.article, "mark": part.mark}
        for name, split, unit in splits:
            row[name] = round(float(split.parts[place]) * unit, 4)
            if found.sampled:
                row[f"{name}, standard error"] = round(split.errors[place] * unit, 4)
        rows.append(row)
    return pd.DataFrame(rows)


def _told(change: Change) -> dict[str, object]:
    return {
        "change": change.words, "article": change.article, "route": change.route.value, "who": change.who,
        "not before": change.earliest, "practice, not law": change.practice,
    }  # fmt: skip


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


def restore_lines(found: Restoration, world: World) -> list[str]:
    """What was asked, what was found, and how far it is proven."""
    names = {state.iso3: state.name for state in world.states}
    over = "all routes" if found.all_routes else "routes open today"
    if not found.lost:
        return [f"No {found.kind} haven is lost for people from {names[found.requesting]}: nothing is to be restored."]
    asked = f"{found.target} of {len(found.lost)} lost {found.kind} havens for people from {names[found.requesting]}, {over}: "
    if not found.sets:
        return [f"{asked}all {found.considered} changes together restore {found.by_all}, so no set does it."]
    size = len(found.sets[0].changes)
    proof = (
        f"{size} changes do it and no fewer; all sets of that size are here, each change as mild as will do."
        if found.exact
        else f"these {size} changes do it; no {found.searched} do, other sets of {size} may."
    )
    return [f"{asked}{proof} {found.considered} changes, {found.tried} sets run."]


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
    names = {state.iso3: state.name for state in world.states}
    effect = "data exposed" if found.kind == "data" else "held"
    return (
        f"{names[found.host]} is {'lost' if found.lost else 'kept'} as a {found.kind} haven for people from "
        f"{names[found.requesting]}: {effect} {found.before:.0%} → {found.after:.0%}. {words(found.sure)}. It lies "
        f"{found.margin:.1f} points from where the cuts would have it otherwise."
    )


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


def needs_lines(found: Needs, world: World) -> list[str]:
    """What the losses need, in one sentence; then each loss with how sure it is, by name."""
    if not found.lost:
        return [f"No {found.kind} haven is lost."]
    parts = [f"{found.forwarding} need forwarding"]
    if found.kind == "data":
        parts.append(
            f"{found.elsewhere} are lost through another State's provider or an order alone ({found.by_order} by order)"
        )
    parts.append(f"{found.assumption} rest on the assumption of a clause alone")
    if found.sure:
        parts.append(f"{found.depends} are lost in fewer than four fifths of the draws, so they depend on assumptions")
    names = {state.iso3: state.name for state in world.states}
    each = [f"{names[code]} is lost: {words(one)}." for code, one in found.sure.items()]
    return [f"Of {found.lost} lost {found.kind} havens, {', '.join(parts)}.", *each]
