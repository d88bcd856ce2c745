"""What the first visit would wait for is done while the server starts: modules, tables and law, the compiled engine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

from streamlit.starlette import App


@asynccontextmanager
async def warmed(app: App) -> AsyncIterator[None]:
    """Answer at once, and make ready beside that."""
    Thread(target=warm, name="warm", daemon=True).start()
    yield


def warm() -> None:
    """Read everything and answer one question, as the page that opens does."""
    import_module("simulator.app.havens_page")
    from simulator.analysis.havens import compare
    from simulator.app.asking import REPLICATES, SEED
    from simulator.app.board.payload import plan
    from simulator.export.link.choice import START
    from simulator.model.scenario import load_scenario
    from simulator.model.world import load_world

    world = load_world()
    plan(world)
    compare(world, load_scenario(START), world.codes[0], SEED, REPLICATES)
