"""What a server starts, as `safe-havens app` does with `streamlit run`: the pages behind their guard, their files compressed.

What the first visit would wait for is made ready at once.
"""

from starlette.middleware import Middleware
from streamlit.starlette import App

from simulator.app.guard import guard
from simulator.app.smaller import Smaller
from simulator.app.warm import warmed

app = App("pages.py", middleware=[*guard(), Middleware(Smaller)], lifespan=warmed)
