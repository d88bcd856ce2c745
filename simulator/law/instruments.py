"""Instruments: the treaties and practices that carry requests, one TOML file each.

A file says who is bound, which measures may be asked and through which desk, and at which level each
clause stands. A level written `@setting` is the one chosen for that setting of the Convention; only the
Convention's own file may use it.
"""

from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulator.errors import LawError
from simulator.law.files import parse, read_toml
from simulator.law.vocabulary import DATA, HOLDING, Desk, Mark, Measure

FOLDER = Path(__file__).with_name("instruments")
CONVENTION = "un_convention"

Clauses = Literal["absent", "host_law", "may", "shall"]


class Row(BaseModel):
    """One measure that an instrument lets one state ask of another, with the level of each clause."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: Measure
    desk: Desk
    article: str
    mark: Mark
    paraphrase: str  # as understood, not checked against the official text
    will: str  # assumptions `will.<will>.weak` and `.strong`: share of such requests handled at all
    days: str  # assumption `days.<days>`: typical days from request to answer
    offered: Literal["always", "@realtime", "@provider_orders", "@police_sharing", "@spontaneous"] = "always"
    scope: Literal["any", "serious", "convention", "labels", "@scope"] = "any"
    labels: tuple[str, ...] = ()  # for scope "labels": the kinds of label that the instrument covers
    minimum_years: float | None = Field(default=None, ge=0, le=30)  # the sender's maximum penalty is at least this
    dual_criminality: Literal[
        "none", "reservation", "uncac", "optional", "default", "mandatory",
        "@dc_preservation", "@dc_stored", "@dc_realtime", "@dc_extradition",
    ] = "none"  # fmt: skip
    dc_test: Literal["category", "conduct", "rights", "@dc_test"] = "conduct"
    coercive: bool = True  # UNCAC 46(9)(b): help that does not coerce is owed without dual criminality
    persecution: Clauses | Literal["@persecution"] = "absent"
    human_rights: Clauses | Literal["@rights_clause"] = "absent"
    political: Clauses | Literal["@political_offence"] = "absent"
    press: Clauses | Literal["@press_immunity"] = "absent"
    essential: Clauses | Literal["@rights_clause"] = "absent"
    data_protection: Literal["none", "may", "shall", "@data_protection"] = "none"
    court: Literal["none", "review", "prior", "@court"] = "none"
    notice: Literal["never", "none_required", "delayed", "prior", "@notice"] = "none_required"
    vetted: bool = False  # passes INTERPOL's review of the sender first
    general_clauses: bool = False  # takes the levels of another assistance treaty between the two, 40(6)-(7)

    @model_validator(mode="after")
    def labels_belong_to_their_scope(self) -> Self:
        if (self.scope == "labels") != bool(self.labels):
            raise ValueError("`labels` are given exactly when scope is 'labels'")
        if self.desk in (Desk.SURRENDER, Desk.IMMIGRATION) and self.measure in DATA:
            raise ValueError(f"desk {self.desk} handles persons, {self.measure} is about data")
        if self.desk is Desk.PROVIDER and self.measure in (Measure.LOCATE, *HOLDING):
            raise ValueError("a provider holds data of services; it is not asked where a person is, or to hold one")
        return self


class Instrument(BaseModel):
    """A treaty or practice that carries requests between the states it binds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    family: str  # how paths are grouped: UN treaties, Council of Europe, regional treaties, police, ...
    kind: Literal["treaty", "practice"]
    reference: str
    mark: Mark
    # who is bound: the parties that the scenario chooses; those in the treaties table (of any of the keys);
    # those listed here, with the mark of the file;
    # pairs of states in the dyads table; every state; every state towards its own providers; or known pairs
    # and, for all others, assumption `bound.<id>`, the share of pairs thought to have such a treaty
    parties: Literal["adoption", "treaty", "listed", "pairs", "all", "own_provider", "assumed"]
    treaty: tuple[str, ...] = ()  # keys of the treaties table
    members: tuple[str, ...] = ()  # ISO codes, where no table names the parties; "listed" only
    pairs: tuple[str, ...] = ()  # kinds of the dyads table
    minimum_parties: int = 0
    since: int = 0  # year from which it applies, where that is later than any case looked back on
    general_assistance: bool = False  # another assistance treaty in the sense of 40(6)-(7)
    informal: bool = False  # requests that assumption `displacement` would move into the Convention's channel
    joint_list: bool = False  # an alert of one member is an alert of all
    forward: str = ""  # assumption `forward.<forward>`: chance that a member passes the request on; "" is 0
    verify: str = ""  # what is still to be checked before this is stated as fact
    note: str = ""
    measure: tuple[Row, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def says_who_is_bound(self) -> Self:
        if (self.parties == "treaty") != bool(self.treaty):
            raise ValueError("`treaty` is given exactly when parties is 'treaty'")
        if (self.parties == "listed") != bool(self.members):
            raise ValueError("`members` are given exactly when parties is 'listed'")
        if self.joint_list and not any(row.measure is Measure.LOCATE for row in self.measure):
            raise ValueError("a joint list carries `locate` beside its alert")
        if self.id != CONVENTION:
            for row in self.measure:
                for name, level in row:
                    if str(level).startswith("@"):
                        raise ValueError(f"{row.measure}.{name}: only the Convention's rows follow its settings")
        return self


@lru_cache(maxsize=4)
def load_instruments(folder: Path = FOLDER) -> dict[str, Instrument]:
    """Every instrument by its id, in the order of the file names."""
    loaded = {}
    for path in sorted(folder.glob("*.toml")):
        instrument = parse(Instrument, read_toml(path), str(path))
        if instrument.id != path.stem:
            raise LawError(f"{path}: id is {instrument.id!r}. Give it the name of the file, {path.stem!r}.")
        loaded[instrument.id] = instrument
    return loaded
