"""What was chosen on the page: everything that its result depends on, and how it is shown."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from simulator.data.naming import KEYS, aliases
from simulator.errors import ScenarioError
from simulator.law.assumptions import Assumptions
from simulator.law.settings import TreatySettings
from simulator.model.adoption import Adoption, Declarations, States
from simulator.model.scenario import Scenario, load_scenario
from simulator.words.aliases import MODES, OWN_NAMES, Aliases
from simulator.words.say import REGISTERS, languages

START = "adopted-text-universal"  # the scenario of a page that no link opened
CHOICES = {  # parts with a few known values
    "lang": tuple(languages()),
    "words": REGISTERS,
    "names": MODES,
    "kind": ("data", "person"),
    "view": ("tiles", "map"),
    "under": ("scenario", "baseline", "beside", "change"),
}


class Choice(BaseModel):
    """What was chosen on the page: the rules, who asks, the assumptions changed, and how the result is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: str = START  # id of the scenario it starts from
    requesting: str | None = None
    host: str | None = None  # the state explained
    case: str
    baseline: str
    settings: dict[str, str]  # those that the scenario names, and those changed
    adoption: Adoption
    declarations: Declarations
    assumptions: dict[str, float] = {}  # changed on top of the scenario's
    days: int = 365
    hosts: Literal["recorded", "all"] | States = "recorded"  # candidate hosts, by rule or by name
    kind: str = CHOICES["kind"][0]
    view: str = CHOICES["view"][0]
    under: str = CHOICES["under"][0]
    lang: str = ""  # of `CHOICES`; where none is named, the one that the reader's browser prefers
    words: str = CHOICES["words"][0]
    names: str = CHOICES["names"][0]
    key: int = 0  # by which aliases of States were dealt; of `KEYS` where there are any

    @model_validator(mode="after")
    def its_parts_are_known(self) -> Self:
        TreatySettings(levels=self.settings)
        try:
            Assumptions(self.assumptions)
        except ScenarioError as fault:
            raise ValueError(str(fault)) from None
        if missing := load_scenario(self.base).settings.keys() - self.settings.keys():
            raise ValueError(f"settings of the scenario are missing: {', '.join(sorted(missing))}")
        if self.names != OWN_NAMES and self.key not in KEYS:
            raise ValueError(f"key: States go by {self.names}, which a key from {KEYS[0]} to {KEYS[-1]} deals.")
        return self

    @classmethod
    def of(cls, base: str = START) -> "Choice":
        """A scenario of this program as it stands."""
        scenario = load_scenario(base)
        shared = ("case", "baseline", "settings", "adoption", "declarations")
        return cls(base=base, **{name: getattr(scenario, name) for name in shared})

    @property
    def rule(self) -> str | frozenset[str]:
        """Candidate hosts as `compare` takes them."""
        return self.hosts if isinstance(self.hosts, str) else frozenset(self.hosts.states)

    @property
    def aliases(self) -> Aliases:
        """What States are called."""
        return aliases(self.names, self.key)

    def scenario(self) -> Scenario:
        """The scenario chosen."""
        base = load_scenario(self.base)
        return base.model_copy(
            update={
                "case": self.case,
                "baseline": self.baseline,
                "settings": self.settings,
                "adoption": self.adoption,
                "declarations": self.declarations,
                "assumptions": {**base.assumptions, **self.assumptions},
            }
        )
