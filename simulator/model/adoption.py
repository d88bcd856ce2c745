"""Who is party to the Convention: lists, orders of joining, States that leave or are suspended, declarations.

A signature binds to nothing. In force from 40 state parties, 65(1); once in force, it stays so when fewer
remain (Vienna Convention on the Law of Treaties, 55).
"""

from datetime import date
from functools import lru_cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from simulator.data.freedom import freedom_status
from simulator.data.indices import load_indices
from simulator.data.states import load_states
from simulator.data.treaties import load_treaties
from simulator.data.votes import first_sponsors, votes_74_247
from simulator.errors import nearest
from simulator.law.instruments import CONVENTION, load_instruments
from simulator.law.routes import WAYS
from simulator.law.vocabulary import Route
from simulator.words.figures import day
from simulator.words.say import Word, say

EU_MEMBERS = "EU"
CONVENTION_KEY = "UN_CYBERCRIME"
KNOWN_SIGNATURES = 77  # with that of the European Union, 31 July 2026; source GEIST_HN of the table of sources

Order = Literal["signature", "votes", "governance_low", "governance_high"]
ORDERS: dict[Order, Word] = {
    "signature": "by the day of signature, those that did not sign after them, by code within a day",
    "votes": "sponsors of 2019 first, then by the vote on 74/247 (yes, not recorded, abstain, no), by code within each",
    "governance_low": "from the lowest to the highest value of the index of record",
    "governance_high": "from the highest to the lowest value of the index of record",
}


class States(BaseModel):
    """A list of states of the model, by code."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    states: tuple[str, ...] = ()

    @field_validator("states", "leaving", check_fields=False)
    @classmethod
    def every_code_is_a_state(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        known = {state.iso3 for state in load_states() if state.in_totals}
        wrong = [code for code in codes if code not in known]
        if wrong:
            raise ValueError(
                "; ".join(f"{code!r} is not a state of this model. {nearest(code, known)}" for code in wrong)
            )
        return tuple(sorted(set(codes)))


class Adoption(States):
    """Who has joined, and who has left again."""

    list: Literal[
        "none", "ratifiers", "sponsors_allies", "signatories", "signatories_eu", "universal", "first", "own"
    ] = "none"
    order: Order = "signature"  # for "first"
    first: int | None = Field(default=None, ge=0, le=195)  # for "first": how many, along the order
    leaving: tuple[str, ...] = ()

    @model_validator(mode="after")
    def its_parts_belong_together(self) -> Self:
        if self.states and self.list != "own":
            raise ValueError("states are named only with list = 'own'")
        if (self.list == "first") != (self.first is not None):
            raise ValueError("`first` is a number of states, given exactly with list = 'first'")
        return self

    def joined(self) -> frozenset[str]:
        """ISO codes of the states that joined, those that left again among them."""
        return _joined(self)

    def parties(self) -> frozenset[str]:
        """ISO codes of the state parties."""
        return self.joined() - set(self.leaving)


def ordered(order: Order) -> tuple[str, ...]:
    """The 195 states along an order of joining."""
    states = [state.iso3 for state in load_states() if state.in_totals]
    if order == "signature":
        signed = load_treaties().dates(CONVENTION_KEY, "signed")
        return tuple(sorted(states, key=lambda code: (signed.get(code, "9999"), code)))
    if order == "votes":
        sponsors, votes = first_sponsors(), votes_74_247()
        rank = {"yes": 1, "not_recorded": 2, "abstain": 3, "no": 4}
        return tuple(sorted(states, key=lambda c: (0 if c in sponsors else rank[votes.get(c, "not_recorded")], c)))
    record = dict(zip((s.iso3 for s in load_states()), load_indices()["record"].value.tolist(), strict=True))
    sign = 1 if order == "governance_low" else -1
    return tuple(
        sorted(states, key=lambda code: (sign * record[code], code) if record[code] == record[code] else (9, code))
    )


def sponsors_and_allies() -> frozenset[str]:
    """The first sponsors of 2019, and those that voted for 74/247 and are not rated Free."""
    status = freedom_status()
    yes = {code for code, vote in votes_74_247().items() if vote == "yes"}
    return first_sponsors() | {code for code in yes if status.get(code) != "F"}


@lru_cache(maxsize=256)
def _joined(adoption: Adoption) -> frozenset[str]:
    treaties = load_treaties()
    reported = treaties.with_status(CONVENTION_KEY, "ratification_reported")
    signed = treaties.with_status(CONVENTION_KEY, "signed") | reported
    match adoption.list:
        case "own":
            return frozenset(adoption.states)
        case "none":
            return frozenset()
        case "ratifiers":
            return reported
        case "universal":
            return frozenset(state.iso3 for state in load_states() if state.in_totals)
        case "first":
            return frozenset(ordered(adoption.order)[: adoption.first])
        case "sponsors_allies":
            return sponsors_and_allies()
        case "signatories":
            return signed
        case "signatories_eu":
            return signed | treaties.bound(EU_MEMBERS)


class Declarations(States):
    """Which parties declare, on joining, to refuse whenever the text permits: 40(8), 40(21), 40(22), 37(15), 42(5).

    What other parties might object is named in the documents and not modelled.
    """

    list: Literal["none", "rated_free", "all", "own"] = "none"

    def by(self, parties: frozenset[str]) -> frozenset[str]:
        """The parties that declare."""
        if self.list == "own":
            return parties & frozenset(self.states)
        if self.list == "all":
            return parties
        return parties & _rated("F") if self.list == "rated_free" else frozenset()


class Suspension(States):
    """Which parties an international body has suspended; it acts only where setting 14 gives it that power."""

    list: Literal["none", "rated_not_free", "own"] = "none"

    def of(self, parties: frozenset[str]) -> frozenset[str]:
        """The parties suspended."""
        if self.list == "own":
            return parties & frozenset(self.states)
        return parties & _rated("NF") if self.list == "rated_not_free" else frozenset()


@lru_cache(maxsize=4)
def _rated(rating: str) -> frozenset[str]:
    return frozenset(code for code, status in freedom_status().items() if status == rating)


def known_on() -> date:
    """The day for which the status of the Convention was last read; the first of the month where only that is known."""
    return date.fromisoformat((load_treaties().known_on(CONVENTION_KEY) + "-01")[:10])


def not_before(route: Route) -> str:
    """The earliest day on which a change by a route could bind, as an ISO date."""
    return WAYS[route].earliest(known_on()).isoformat()


def in_force(joined: frozenset[str]) -> bool:
    """Article 65(1) [text]: forty state parties; an organisation's instrument does not count on top.

    Once in force it stays so when fewer remain (Vienna Convention on the Law of Treaties, 55).
    """
    return len(joined) >= load_instruments()[CONVENTION].minimum_parties


def status_line() -> str:
    """What is known of signatures and ratifications, and what is not; shown on every screen."""
    treaties = load_treaties()
    signed = treaties.with_status(CONVENTION_KEY, "signed")
    reported = treaties.with_status(CONVENTION_KEY, "ratification_reported")
    needed = load_instruments()[CONVENTION].minimum_parties
    unknown = KNOWN_SIGNATURES - 1 - len(signed)
    return say(
        "Status as known on {day}: not in force, {needed} state parties needed; {signed} signatory States named here, {unknown} "
        "more not identified; {reported} ratifications reported, none confirmed by the depositary.",
        day=day(known_on()), needed=needed, signed=len(signed), unknown=unknown, reported=len(reported),
    )  # fmt: skip
