"""What a level of a setting means for a clause of the Convention.

Rows of the Convention name a setting (`@rights_clause`) where another instrument names a level. Each table
below turns the level of one setting into the level of one clause, with the article it changes.
"""

from collections.abc import Mapping

from simulator.law.instruments import Row
from simulator.law.settings import Levels
from simulator.law.vocabulary import Clause, Court, Desk, DualCriminality, Ground, Measure, Notice

PERSON_DESKS = frozenset({Desk.SURRENDER, Desk.IMMIGRATION, Desk.POLICE})

# 6(2) interprets and refuses nothing; 40(21)(b) lets a state protect its essential interests.
_HUMAN_RIGHTS = {"may": Clause.MAY, "shall": Clause.SHALL}
_ESSENTIAL = {"general": Clause.MAY, "may": Clause.MAY, "shall": Clause.MAY}
# 37(15) for extradition, 40(22) for assistance.
_PERSECUTION = {"may": Clause.MAY, "shall": Clause.SHALL}
_POLITICAL = {"host_law": Clause.HOST_LAW, "may": Clause.MAY, "shall": Clause.SHALL}
_DUAL_CRIMINALITY = {
    "none": DualCriminality.NONE,
    "reservation": DualCriminality.RESERVATION,
    "uncac": DualCriminality.UNCAC,
    "waivable": DualCriminality.OPTIONAL,
    "optional": DualCriminality.OPTIONAL,
    "default": DualCriminality.DEFAULT,
    "mandatory": DualCriminality.MANDATORY,
    "strict": DualCriminality.MANDATORY,
}


def clause(row: Row, ground: Ground, settings: Levels) -> Clause:
    """The level at which `row` lets its desk refuse on `ground`."""
    level = str(getattr(row, ground.value))
    if not level.startswith("@"):
        return Clause[level.upper()]
    chosen = settings[level[1:]]
    if ground is Ground.PERSECUTION:
        if chosen == "extradition":  # UNTOC 16(14): the ground exists for the person, not for assistance
            return Clause.MAY if row.desk in PERSON_DESKS and row.measure is not Measure.LOCATE else Clause.ABSENT
        return _PERSECUTION.get(chosen, Clause.ABSENT)
    if ground is Ground.POLITICAL:
        return _POLITICAL.get(chosen, Clause.ABSENT)
    if ground is Ground.ESSENTIAL:
        return _ESSENTIAL.get(chosen, Clause.ABSENT)
    if ground is Ground.HUMAN_RIGHTS:
        return _HUMAN_RIGHTS.get(chosen, Clause.ABSENT)
    return Clause[chosen.upper()] if chosen != "none" else Clause.ABSENT


def every_clause(row: Row, settings: Levels) -> tuple[Clause, ...]:
    """The levels at which `row` lets its desk refuse, by ground."""
    return tuple(clause(row, ground, settings) for ground in Ground)


def dual_criminality(row: Row, settings: Levels) -> DualCriminality:
    """Whether `row` asks that the conduct be a crime in both states, 35(3), 37(1)-(2), 40(8), 42(4)-(5)."""
    level = row.dual_criminality
    return _DUAL_CRIMINALITY[settings[level[1:]] if level.startswith("@") else level]


def dual_criminality_test(row: Row, settings: Levels) -> str:
    """By which test the crime is matched: `category`, `conduct` or `rights`, 35(3)."""
    return settings["dc_test"] if row.dc_test == "@dc_test" else row.dc_test


def court(row: Row, settings: Levels) -> Court:
    """When a court looks at the request, 24(2)."""
    if row.court != "@court":
        return Court[row.court.upper()]
    chosen = settings["court"]
    if chosen == "prior_content":
        content = row.measure in (Measure.CONTENT, Measure.LIVE_CONTENT)
        return Court.PRIOR if content else Court.REVIEW
    return {"none": Court.NONE, "review": Court.REVIEW, "prior_all": Court.PRIOR}[chosen]


def notice(row: Row, settings: Levels) -> Notice:
    """Whether the person learns of the request, 40(20)."""
    level = settings["notice"] if row.notice == "@notice" else row.notice
    return Notice[level.upper()]


def scope(row: Row, settings: Levels) -> str:
    """Which offences the row covers: `any`, `serious`, `convention` or `labels`, 35(1)."""
    return settings["scope"] if row.scope == "@scope" else row.scope


# Gate 2: is the measure offered at all, at which level of which setting.
_OFFERED: Mapping[str, Mapping[str, frozenset[Measure]]] = {
    "@realtime": {"off": frozenset()},
    "@provider_orders": {"none": frozenset(), "subscriber": frozenset({Measure.SUBSCRIBER})},
    "@police_sharing": {"advice": frozenset()},
    "@spontaneous": {"off": frozenset()},
}


def offered(row: Row, settings: Levels) -> bool:
    """Gate 2: whether the measure may be asked at all."""
    if row.offered == "always":
        return True
    allowed = _OFFERED[row.offered].get(settings[row.offered[1:]])
    return allowed is None or row.measure in allowed
