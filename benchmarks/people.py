"""Many people move levers on one server at once: release to result, memory a person, and whether anything crosses between them.

Each person is a web socket that speaks the page framework's own messages, so that no browser takes the processor. Each asks
for another requesting State, opens a link, waits as somebody who looks, moves a lever, and checks that the result that comes
back is the library's for exactly what this person chose.
Run: python -m benchmarks.people [--people 30] [--moves 5] [--pause 4] [--check]
"""

import argparse
import asyncio
import json
import random
import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.page import percentiles, served, used
from simulator.analysis.classes import KINDS
from simulator.analysis.havens import compare
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.model.levers import levers, move
from simulator.model.scenario import Scenario
from simulator.model.world import load_world

START = "adopted-text-universal"
EVENTS = "$$STREAMLIT_INTERNAL_KEY_{id}__events"


@dataclass
class Person:
    """One visit: what was chosen, what the server said last, and how long each answer took."""

    address: str
    requesting: str
    rng: random.Random
    socket: ClientConnection | None = None
    script: str = ""
    known: list[str] = field(default_factory=list)  # hashes of messages that the server need not send again
    components: dict[str, str] = field(default_factory=dict)  # ids, by name
    result: dict[str, Any] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    scenario: Scenario = field(default_factory=lambda: Choice.of(START).scenario())
    heard: int = 0  # bytes
    acts: int = 0
    took: list[float] = field(default_factory=list)  # [ms]

    async def visit(self, moves: int, pause: float, check: bool) -> None:
        """Open the page with a link, then move levers."""
        async with connect(
            self.address.replace("http", "ws") + "/_stcore/stream", origin=self.address, subprotocols=["streamlit"],
            max_size=None, ping_timeout=None,
        ) as self.socket:  # fmt: skip
            listening = asyncio.create_task(self.listen())
            try:
                await self.rerun()
                await self.until(lambda: "board" in self.components and "link" in self.components)
                link = encode(Choice.of(START).model_copy(update={"requesting": self.requesting}))
                await self.act("link", "opened", f"#{link}")
                await self.until(lambda: self.result.get("result"))
                for _ in range(moves):
                    await asyncio.sleep(self.rng.uniform(0.5, 1.5) * pause)
                    await self.move()
                    if check:
                        self.agrees()
            finally:
                listening.cancel()

    async def move(self) -> None:
        """Release a lever on another level, and wait for the result of that."""
        lever = self.rng.choice(list(levers().values()))
        now = self.result["values"][lever.id]
        level = self.rng.choice([level.id for level in lever.levels if level.id != now])
        self.scenario = move(self.scenario, lever.id, level)
        start = time.perf_counter()
        number = await self.act("board", "move", {"lever": lever.id, "level": level})
        await self.until(lambda: self.result["answered"] >= number and self.result.get("result"))
        self.took.append(1000 * (time.perf_counter() - start))

    def agrees(self) -> None:
        """Assert that what this person sees is the library's answer to what this person chose, and to nothing else."""
        shown = self.result["result"]
        asks = load_world().codes[shown["status"].index("r")]
        seen = {
            kind: (shown["kinds"][kind]["after"]["havens"], shown["kinds"][kind]["after"]["kept"]) for kind in KINDS
        }
        if (asks, seen) != (self.requesting, tallies(self.scenario.model_dump_json(), self.requesting)):
            raise AssertionError(f"{self.requesting} was shown {asks}, {seen}.")

    async def act(self, component: str, name: str, value: object) -> int:
        """Do something on the board or the bar; its number, under which the server answers."""
        self.acts += 1
        await self.rerun(component, [{"n": self.acts, "name": name, "value": value}])
        return self.acts

    async def rerun(self, component: str = "", acts: object = None) -> None:
        """Ask for a run of the page, with acts that one of its components sends."""
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self.script
        asked.rerun_script.cached_message_hashes.extend(self.known)
        asked.rerun_script.context_info.timezone = "UTC"
        if component:
            widget = asked.rerun_script.widget_states.widgets.add()
            widget.id = EVENTS.format(id=self.components[component])
            widget.json_trigger_value = json.dumps([{"event": "acts", "value": acts}])
        assert self.socket
        await self.socket.send(asked.SerializeToString())

    async def listen(self) -> None:
        """Hear what the server says."""
        assert self.socket
        async for message in self.socket:
            self.heard += len(message)
            said = ForwardMsg()
            said.ParseFromString(message)
            if said.metadata.cacheable and said.hash not in self.known:
                self.known.append(said.hash)
            if said.HasField("navigation"):
                self.script = said.navigation.page_script_hash
            if said.delta.new_element.HasField("bidi_component"):
                self.take(said.delta.new_element.bidi_component)
            self.news.set()

    def take(self, component: Any) -> None:
        """Keep the name of a component, and the news of a result."""
        self.components[component.id.rpartition("-")[2]] = component.id
        if component.id.endswith("feed-result"):
            self.result = json.loads(component.json)

    async def until(self, ready: Any, seconds: float = 120) -> None:
        """Wait for the server to have said something."""
        async with asyncio.timeout(seconds):
            while not ready():
                self.news.clear()
                await self.news.wait()


@cache
def tallies(rules: str, requesting: str) -> dict[str, tuple[int, int]]:
    """Havens there were and havens kept, of both kinds, from the library."""
    found = compare(load_world(), Scenario.model_validate_json(rules), requesting)
    return {kind: found.tally(kind) for kind in KINDS}


def memory(process: int) -> float:
    """Memory that a process holds [MB]."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def askers(many: int) -> list[str]:
    """As many requesting States, each another one, in the order of their codes."""
    codes = [state.iso3 for state in load_world().states if state.in_totals]
    return [codes[i * len(codes) // many] for i in range(many)]


async def watched(process: int, every: float = 60) -> None:
    """Print the memory of the server every minute."""
    began = time.perf_counter()
    while True:
        await asyncio.sleep(every)
        print(f"after {(time.perf_counter() - began) / 60:.0f} min: {memory(process):.0f} MB", flush=True)


async def everyone(people: Iterable[Person], moves: int, pause: float, check: bool, process: int) -> None:
    """All of them, while the server's memory is watched."""
    watching = asyncio.create_task(watched(process))
    await together(people, moves, pause, check)
    watching.cancel()


async def together(people: Iterable[Person], moves: int, pause: float, check: bool, apart: float = 0.3) -> None:
    """All of them, coming one after the other; the first fault of any ends the visit of all."""
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(person.visit(moves, pause, check))
            await asyncio.sleep(apart)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--moves", type=int, default=5)
    parser.add_argument("--pause", type=float, default=4.0, help="mean time between a result and the next move [s]")
    parser.add_argument(
        "--check", action="store_true", help="compare every result with the library's; takes processor time too"
    )
    args = parser.parse_args()
    with served() as (url, process):
        first = Person(url, "NIC", random.Random(0))
        asyncio.run(together([first], 3, 1.0, check=True))
        alone, began, work = memory(process), time.perf_counter(), used(process)
        people = [Person(url, code, random.Random(i + 1)) for i, code in enumerate(askers(args.people))]
        asyncio.run(everyone(people, args.moves, args.pause, args.check, process))
        took, work = time.perf_counter() - began, used(process) - work
        print(
            f"{args.people} people, {args.moves} moves each, {args.pause:g} s between a result and the next move, in {took:.0f} s"
        )
        print("release to result:", percentiles([one for person in people for one in person.took]))
        print(f"the server's processor time: {work / 1000:.0f} s, {work / 10 / took:.0f} % of one core")
        print(
            f"memory: {alone:.0f} MB after one person, {memory(process):.0f} MB after all of them, "
            f"{(memory(process) - alone) / args.people:.1f} MB a person"
        )
        print(f"bytes received: {sum(person.heard for person in people) / args.people / 1000:,.0f} KB a person")


if __name__ == "__main__":
    main()
