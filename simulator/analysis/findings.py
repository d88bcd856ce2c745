"""Findings: plain statements that are true of one run about one kind of haven, and how far each stands in other runs.

A finding says what any other run has to show to agree with it. Nothing here says which run is right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.analysis.ensemble import BAND_DRAWS

SIZE = 0.10  # a share of havens lost is the same when it differs by no more
WITHIN = 0.5  # a mean change is of the same size from half of it to half more
NOUN = {"data": "data haven", "person": "person haven"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one run of baseline and scenario says of one kind of haven."""

    havens: int
    lost: int
    change: float  # of the chance, mean over candidates [percentage points]
    elsewhere: int  # lost, though not through what the host itself holds; data alone
    by_order: int  # of those, lost by orders to providers
    forwarding: int  # lost, but not in a world where no State forwards

    @property
    def through_host(self) -> int:
        """Lost through what the host itself holds."""
        return self.lost - self.elsewhere

    @property
    def share(self) -> float:
        """Share of havens that are lost, 0-1; not a number where there is none."""
        return self.lost / self.havens if self.havens else np.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement that is true of the central run, and what any other run has to show to agree."""

    words: str
    holds: Callable[[Reading], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding, in how many draws of the assumptions it holds, and under which other ways to count it fails."""

    words: str
    held: int
    fails: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it holds in every draw and in every other way to count."""
        return self.held == BAND_DRAWS and not self.fails


def judge(finding: Finding, drawn: Sequence[Reading], otherwise: Mapping[str, Reading]) -> Judged:
    """How far one finding stands."""
    fails = tuple(name for name, reading in otherwise.items() if not finding.holds(reading))
    return Judged(words=finding.words, held=sum(map(finding.holds, drawn)), fails=fails)


def findings(kind: str, centre: Reading) -> list[Finding]:
    """What the central run says about one kind of haven: how many are lost, how far chances move, by which way."""
    noun = NOUN[kind]
    if not centre.havens:
        return [Finding(words=f"No host is a {noun} in the baseline.", holds=lambda one: not one.havens)]
    if not centre.lost:
        return [Finding(words=f"No {noun} is lost.", holds=lambda one: one.lost == 0), *_changes(centre)]
    half = centre.share >= 0.5
    found = [
        Finding(words=f"At least one {noun} is lost.", holds=lambda one: one.lost > 0),
        Finding(
            words=f"{'At least' if half else 'Fewer than'} half of the {noun}s are lost.",
            holds=lambda one: one.havens > 0 and (one.share >= 0.5) == half,
        ),
        Finding(
            words=f"{centre.lost} of {centre.havens} {noun}s are lost ({centre.share:.0%}, give or take {100 * SIZE:.0f} points).",
            holds=lambda one: abs(one.share - centre.share) <= SIZE + 1e-9,
        ),
        *_changes(centre),
    ]
    return [*found, *(_ways(centre) if kind == "data" else []), _forwarding(centre)]


def _changes(centre: Reading) -> list[Finding]:
    change, sign = centre.change, _sign(centre.change)
    verb = {1: "rises", -1: "falls", 0: "does not change"}[sign]
    moves = Finding(words=f"The mean chance {verb}.", holds=lambda one: _sign(one.change) == sign)
    if not sign:
        return [moves]
    near, far = change * (1 - WITHIN), change * (1 + WITHIN)
    size = Finding(
        words=f"The mean chance moves by {change:+.1f} points, give or take half ({near:+.1f} to {far:+.1f}).",
        holds=lambda one: abs(one.change - change) <= WITHIN * abs(change),
    )
    return [moves, size]


def _ways(centre: Reading) -> list[Finding]:
    more = _sign(centre.elsewhere - centre.through_host)
    words = {
        1: "More are lost through another State than through the host itself",
        0: "As many are lost through another State as through the host itself",
        -1: "More are lost through the host itself than through another State",
    }[more]
    found = [
        Finding(
            words=f"{words} ({centre.through_host} host, {centre.elsewhere} other).",
            holds=lambda one: one.lost > 0 and _sign(one.elsewhere - one.through_host) == more,
        )
    ]
    if centre.elsewhere:
        mostly = 2 * centre.by_order > centre.elsewhere
        found.append(
            Finding(
                words=f"Of those lost through another State, {'most' if mostly else 'at most half'} are lost by direct order to "
                f"a provider ({centre.by_order} of {centre.elsewhere}).",
                holds=lambda one: one.elsewhere > 0 and (2 * one.by_order > one.elsewhere) == mostly,
            )
        )
    return found


def _forwarding(centre: Reading) -> Finding:
    if not centre.forwarding:
        return Finding(words="No loss needs forwarding.", holds=lambda one: one.lost > 0 and one.forwarding == 0)
    mostly = 2 * centre.forwarding > centre.lost
    return Finding(
        words=f"{'Most' if mostly else 'Some, at most half,'} of the losses need forwarding ({centre.forwarding} of {centre.lost}).",
        holds=lambda one: one.forwarding > 0 and (2 * one.forwarding > one.lost) == mostly,
    )


def _sign(value: float) -> int:
    """1, 0 or -1; what is too small to write down is 0."""
    return int(value > 1e-9) - int(value < -1e-9)
