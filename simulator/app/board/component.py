"""The board as a component of the page, and the feeds that bring it numbers.

The board itself carries its code and the plan: it is the same in every run, so the page framework sends it once and
then only its name. What changes comes through feeds, small components without a face: one for the result, one for each
lever. The script keeps what it last heard, in whatever order it comes.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from simulator.app import acts
from simulator.app.component import component
from simulator.words.say import spoken

HERE = Path(__file__).parent
# These stand in one module before `board.js`, in this order.
PARTS = ("words", "rows", "levers", "lay", "find", "world", "picture")
SCRIPTS = (acts.SCRIPT, *(HERE / f"{name}.js" for name in PARTS))
KEY = "board"


def board(plan: Mapping[str, object]) -> None:
    """Draw the levers and the world view."""
    component(HERE, "board", *SCRIPTS)(
        data={"plan": json.dumps(plan, ensure_ascii=False)}, key=KEY, on_acts_change=acts.hear(KEY)
    )


def feed(name: str, data: Mapping[str, object]) -> None:
    """Bring the board one piece of news; it takes the place of the last of that name."""
    component(HERE, "feed")(data={"feed": name, "names": spoken().aliases.id, **data}, key=f"feed-{name}")
