"""What the recorded channel of a documented case is in the network, and what the model expects where none is recorded."""

from dataclasses import dataclass

import numpy as np

from simulator.arrays import BoolArray
from simulator.law.instruments import load_instruments
from simulator.law.vocabulary import DATA, Desk, Measure
from simulator.model.network import DESKS, MEASURES, Rows

REGIONAL = "Regional treaties"
# Channels of the case file that reach the person; a regional convention is one of extradition or a joint list, by its name only.
PERSON = ("extradition", "deportation", "police_informal", "joint_platform", "interpol_notice")
WITH_DATA = ("mla", "provider_data", "police_informal", "interpol_notice", "joint_platform")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The rows of the network that stand for one recorded channel; arrays of shape (n_rows,)."""

    holds: BoolArray
    hands: BoolArray
    after_hold: bool = False  # a notice hands nobody over: it holds, and then extradition hands over
    data: BoolArray


def ways(rows: Rows) -> dict[str, Way]:
    """Every recorded channel by its name in the case file."""
    name = np.array(rows.instrument)
    family = np.array([load_instruments()[id].family for id in rows.instrument])
    desk = {one: rows.desk == DESKS.index(one) for one in Desk}
    about_data = rows.is_a(DATA - {Measure.PRESERVE})
    nothing = np.zeros_like(about_data)
    extradition = desk[Desk.SURRENDER] & (rows.measure == MEASURES.index(Measure.EXTRADITION))

    def way(holding: BoolArray, data: BoolArray = nothing, hands: BoolArray | None = None) -> Way:
        holds = holding & rows.holding
        return Way(
            holds=holds, hands=holds & rows.handing if hands is None else hands, after_hold=hands is not None, data=data
        )

    def police(chosen: BoolArray, hands: BoolArray | None = None) -> Way:
        return way(chosen, chosen & about_data, hands)

    return {
        "extradition": way(desk[Desk.SURRENDER]),
        "deportation": way(desk[Desk.IMMIGRATION]),
        "police_informal": police(name == "police_informal"),
        "joint_platform": police(rows.joint_list),
        "interpol_notice": police(name == "interpol", extradition),
        "regional_convention": way((desk[Desk.SURRENDER] & (family == REGIONAL)) | rows.joint_list),
        "mla": way(nothing, desk[Desk.ASSISTANCE] & about_data),
        "provider_data": way(nothing, desk[Desk.PROVIDER] & about_data),
    }
