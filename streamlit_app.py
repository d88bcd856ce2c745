"""What a server starts, as `safe-havens app` does with `streamlit run`: the pages behind their guard."""

from streamlit.starlette import App

from simulator.app.guard import guard

app = App("pages.py", middleware=guard())
