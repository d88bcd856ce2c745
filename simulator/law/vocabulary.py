"""The words of the law files: measures, desks, grounds, clause levels, marks, routes.

Each is an enum whose values are the words used in the files. What a word does is said by
`simulator.law.gates` and `simulator.law.clauses`.
"""

from enum import IntEnum, StrEnum

from simulator.words.say import Word


class Mark(StrEnum):
    """How well a claim of law was read; shown beside the article wherever the claim is shown."""

    TEXT = "text"
    REPORT = "report"
    RECALL_HIGH = "recall-H"
    RECALL_MEDIUM = "recall-M"
    RECALL_LOW = "recall-L"
    ASSUME = "assume"


class Measure(StrEnum):
    """What is asked of the requested state."""

    SUBSCRIBER = Word("subscriber")
    LOCATE = Word("locate")
    TRAFFIC = Word("traffic")
    PARTIAL_TRAFFIC = Word("partial_traffic")
    CONTENT = Word("content")
    LIVE_TRAFFIC = Word("live_traffic")
    LIVE_CONTENT = Word("live_content")
    PRESERVE = Word("preserve")
    ARREST_ALERT = Word("arrest_alert")
    PROVISIONAL_ARREST = Word("provisional_arrest")
    EXTRADITION = Word("extradition")
    INFORMAL_HANDOVER = Word("informal_handover")
    REMOVAL = Word("removal")


LOCATING = frozenset({Measure.SUBSCRIBER, Measure.LOCATE})
STORED = frozenset({Measure.SUBSCRIBER, Measure.TRAFFIC, Measure.PARTIAL_TRAFFIC, Measure.CONTENT})
READING = frozenset({Measure.TRAFFIC, Measure.PARTIAL_TRAFFIC, Measure.CONTENT})
WATCHING = frozenset({Measure.LIVE_TRAFFIC, Measure.LIVE_CONTENT})
DATA = LOCATING | READING | WATCHING | {Measure.PRESERVE}
ANSWERING = DATA - {Measure.PRESERVE}
HANDING_OVER = frozenset({Measure.EXTRADITION, Measure.INFORMAL_HANDOVER, Measure.REMOVAL})
HOLDING = HANDING_OVER | {Measure.ARREST_ALERT, Measure.PROVISIONAL_ARREST}
EFFECT_OF: dict[str, str] = {  # what an answer brings about
    **dict.fromkeys(LOCATING, "located"),
    **dict.fromkeys(READING, "read"),
    **dict.fromkeys(WATCHING, "watched"),
    **dict.fromkeys(HOLDING - HANDING_OVER, "held"),
    **dict.fromkeys(HANDING_OVER, "handed_over"),
    Measure.PRESERVE: "none",
}


class Desk(StrEnum):
    """The office that decides in the requested state."""

    ASSISTANCE = Word("assistance")
    SURRENDER = Word("surrender")
    POLICE = Word("police")
    IMMIGRATION = Word("immigration")
    PROVIDER = Word("provider")


class Ground(StrEnum):
    """A ground on which a request may be refused."""

    PERSECUTION = "persecution"
    HUMAN_RIGHTS = "human_rights"
    POLITICAL = "political"
    PRESS = "press"
    ESSENTIAL = "essential"


class Clause(IntEnum):
    """How strongly a text lets or makes the requested state refuse; larger is more protective."""

    ABSENT = 0
    HOST_LAW = 1  # the text is silent, the requested state's own law may refuse: "may" for person desks only
    MAY = 2
    SHALL = 3


class DualCriminality(IntEnum):
    """Must the conduct be a crime in both states? Larger is more protective."""

    NONE = 0
    RESERVATION = 1  # 42(5): optional, and not for Convention offences
    UNCAC = 2  # optional for coercive measures only
    OPTIONAL = 3
    DEFAULT = 4  # mandatory by default, the requested state may waive it
    MANDATORY = 5


class Court(IntEnum):
    """When a court or another independent body looks at the request in the requested state."""

    NONE = 0
    REVIEW = 1
    PRIOR = 2


class Notice(IntEnum):
    """Whether the person concerned learns of the request."""

    NEVER = 0
    NONE_REQUIRED = 1
    DELAYED = 2
    PRIOR = 3


class Route(StrEnum):
    """Who could move a setting."""

    HOST = Word("host's own practice or law")
    DECLARATION = Word("declaration or reservation on joining")
    NOT_JOINING = Word("not joining")
    AMENDMENT = Word("amendment")
    PROTOCOL = Word("protocol")
    OTHER_BODY = Word("another body")


class Standing(StrEnum):
    """The person's standing in the host."""

    REFUGEE = "recognised_refugee"
    ASYLUM_SEEKER = "asylum_seeker"
    RESIDENT = "resident"
    VISITOR = "visitor"
    STATELESS = "stateless"


class Service(StrEnum):
    """A service the person uses; its holder has the data."""

    ACCESS = "access"
    MAIL = "mail"
    SOCIAL = "social"
    MESSENGER = "messenger"
    HOSTING = "hosting"
