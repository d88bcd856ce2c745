"""What one host does with the requests of one state, channel by channel, under one draw of the assumptions.

Arrays have shape (n_cases,) unless said; a case is a pair of states with a standing and a way of being found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from simulator.analysis.validation.chances import carries, chance_of_all, chance_of_any, requests
from simulator.analysis.validation.ways import PERSON, WITH_DATA, Way
from simulator.arrays import BoolArray, FloatArray, IntArray
from simulator.model.network import Gate, Network, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The requests of some cases; boxes of shape (n_rows, n_draws, n_cases), see `chances`."""

    rows: Rows
    plain: FloatArray
    handover: FloatArray  # with non-refoulement
    handled: FloatArray  # (n_rows, n_cases): share of requests handled, 0 where no request can be made
    assumed: BoolArray  # (n_rows, n_cases): bound by a treaty that only some pairs are thought to have
    in_transit: BoolArray
    by_chance: float  # found without any request
    at_border: float  # an alert seen, in transit


def ask(
    network: Network, u: IntArray, v: IntArray, in_transit: BoolArray, open_gates: frozenset[Gate] = frozenset()
) -> Asked:
    """The requests of each sender `u` to `v`, on every row of a network in which each state asks for itself."""
    row, sender, host = np.arange(len(network.rows.measure))[:, None], u[None, :], v[None, :]
    in_time = _in_time(network)
    return Asked(
        rows=network.rows,
        plain=requests(network, u, v, in_time, open_gates=open_gates),
        handover=requests(network, u, v, in_time, handover=True, open_gates=open_gates),
        handled=network.handling_chance(sender, row, host) * carries(network, sender, row, host),
        assumed=network.partial[network.binding[row], sender, host],
        in_transit=in_transit,
        by_chance=network.found_base,
        at_border=network.found_border,
    )


def _in_time(network: Network) -> FloatArray:
    """Chance that an answer comes before stored data is deleted, by row: two log-normal times, one before the other."""
    spread = NormalDist(0.0, float(np.hypot(network.sigma, network.retention_sigma)))
    ahead = np.log(network.retention_days / np.maximum(network.rows.days, 1e-9))
    return np.array([spread.cdf(x) if stored else 1.0 for x, stored in zip(ahead, network.rows.stored, strict=True)])


def together(parts: Sequence[Asked]) -> Asked:
    """Cases of several networks side by side; their rows are the same, and so are the chances of being found."""
    first = parts[0]
    return Asked(
        rows=first.rows,
        plain=np.concatenate([part.plain for part in parts], axis=2),
        handover=np.concatenate([part.handover for part in parts], axis=2),
        handled=np.concatenate([part.handled for part in parts], axis=1),
        assumed=np.concatenate([part.assumed for part in parts], axis=1),
        in_transit=np.concatenate([part.in_transit for part in parts]),
        by_chance=first.by_chance,
        at_border=first.at_border,
    )


def handed_over(asked: Asked, way: Way) -> FloatArray:
    """Chance that the person is found and handed over through one channel."""
    first = [_chosen(asked, asked.plain, way.holds)] if way.after_hold else []
    return _found_and(asked, [*first, _chosen(asked, asked.handover, way.hands)])


def held(asked: Asked, way: Way) -> FloatArray:
    """Chance that the person is found and held through one channel."""
    return _found_and(asked, [_chosen(asked, asked.plain, way.holds)])


def data(asked: Asked, way: Way) -> FloatArray:
    """Chance that something of the person's data is given through one channel."""
    return chance_of_any(_chosen(asked, asked.plain, way.data))


def _found_and(asked: Asked, events: list[FloatArray]) -> FloatArray:
    """Chance of some events for a person who must be found: located through what is known to bind, or by chance."""
    alone = chance_of_all(events)
    locating = (asked.rows.locating | asked.rows.identifying) & ~asked.rows.provider
    located = chance_of_all([_limited(asked.plain, locating[:, None] & ~asked.assumed), *events])
    stays = asked.by_chance * alone + (1 - asked.by_chance) * located
    return np.where(asked.in_transit, asked.at_border * alone, stays)


def _chosen(asked: Asked, boxes: FloatArray, rows: BoolArray) -> FloatArray:
    """The boxes of a channel; a treaty that is only assumed counts where no other is known to carry the request."""
    there = rows[:, None] & (asked.handled > 0)
    known = there & ~asked.assumed
    return _limited(boxes, known | (there & ~known.any(axis=0)))


def _limited(boxes: FloatArray, chosen: BoolArray) -> FloatArray:
    """The boxes of rows that are chosen in some case, zero where they are not; `chosen` of shape (n_rows, n_cases)."""
    some = chosen.any(axis=1)
    return boxes[some] * chosen[some][:, None, :]


def person_shares(asked: Asked, ways: Mapping[str, Way], use: Mapping[str, float]) -> FloatArray:
    """By channel of `PERSON`: the share of requests about persons that the model expects on it, shape (n_ways, n_cases)."""
    return _shares([use[name] * _most_handled(asked, ways[name].holds) for name in PERSON])


def data_shares(asked: Asked, ways: Mapping[str, Way], use: Mapping[str, float]) -> FloatArray:
    """The same for requests for data, by channel of `WITH_DATA`."""
    return _shares([use[name] * _most_handled(asked, ways[name].data) for name in WITH_DATA])


def exists(asked: Asked, way: Way) -> BoolArray:
    """Whether the channel is there at all between the two."""
    return np.asarray(_most_handled(asked, way.holds | way.data) > 0)


def _most_handled(asked: Asked, rows: BoolArray) -> FloatArray:
    return np.asarray(asked.handled[rows].max(axis=0, initial=0.0))


def _shares(weights: list[FloatArray]) -> FloatArray:
    table = np.stack(weights)
    return np.asarray(table / table.sum(axis=0))
