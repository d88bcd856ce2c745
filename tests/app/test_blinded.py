"""Where States go by aliases, no own name and no own code of a State reaches the browser or a file, on any page."""

import json
import re

import pytest
from leaks import PAGE, of_file, of_message, own

from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.words.aliases import MODES, OWN_NAMES
from simulator.words.names import name_of
from simulator.words.say import using

KEY = 4821
CHOICE = Choice.of().model_copy(update={"requesting": "NIC", "host": "CRI", "key": KEY, "view": "map", "days": 180})
ALIASED = [mode for mode in MODES if mode != OWN_NAMES]
VIEWS = {"Network of the front": ".scatterlayer", "Flow of 1,000 requests": ".sankey", "Days passing": ".barlayer"}
FORMS = ("CSV", "Excel (XLSX)", "JSON", "Parquet", "Manifest of the CSV")
CHARTS = "() => JSON.stringify([...document.querySelectorAll('.js-plotly-plot')].map(one => [one.data, one.layout]))"


class Watched:
    """A page that was opened by a link with aliases, and whose every text is looked at for own names of States."""

    def __init__(self, visit, mode):
        self.choice, self.frames = CHOICE.model_copy(update={"names": mode}), []
        self.seen = visit(path=f"/#{encode(self.choice)}", frames=self.frames)
        self.page = self.seen.page
        self.seen.settled()
        self.page.wait_for_function("mode => safeHavens.state.plan.names.startsWith(mode)", arg=mode)
        self.frames.clear()  # until the browser has told its link, the page lists all States, and shows nothing of any

    def name(self, code):
        with using("en", aliases=self.choice.aliases):
            return name_of(next(state for state in self.choice.aliases.states if state.iso3 == code))

    def look(self):
        """Nothing on the page, in its charts, in its address, nor in what the server has sent since the last look."""
        texts = [*self.page.evaluate(PAGE), self.page.evaluate(CHARTS)]
        sent = [text for frame in self.frames for text in of_message(frame)]
        self.frames.clear()
        assert own(texts) == {} and own(sent) == {}
        return [*texts, *sent]

    def keep(self, name, menu=None):
        """Nothing in the file behind a button either, which may stand in a menu."""
        file = self.seen.file(name, menu)
        assert own(of_file(file.suggested_filename, file.path().read_bytes())) == {}

    def table(self, label, forms=("CSV",)):
        for form in forms:
            self.keep(form, self.page.get_by_role("button", name=f"Download: {label}").first)

    def go(self, name, ready):
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.get_by_text(ready).first.wait_for(timeout=300_000)


def results(seen):
    """Everything that can be taken away from the first page, and its sections."""
    seen.page.get_by_role("button", name="Summary (JSON)").wait_for(timeout=400_000)
    assert {alias.code for alias in seen.choice.aliases.by_code.values()} <= set(seen.look())
    assert seen.page.get_by_text("it would show which State is which").count() == 1
    seen.table("hosts", FORMS)
    for name in ("Summary (JSON)", "Two-page report (PDF)", "SVG"):
        seen.keep(name)
    seen.page.get_by_role("button", name="Reproduce this").click()
    seen.page.get_by_text("safe-havens run --link").first.wait_for()
    seen.look()
    seen.page.keyboard.press("Escape")
    seen.page.get_by_text("Lists of your own").first.click()
    seen.page.locator(".st-key-why summary").first.click()
    seen.page.locator("[class*=st-key-why-question-]").get_by_text("What can the chosen host do alone?").click()
    seen.table("this answer")
    seen.page.get_by_role("tab", name="Paths").click()
    seen.table("paths")
    seen.page.get_by_role("tab", name="One world as a story").click()
    seen.page.get_by_text("One possible world of the model").first.wait_for()
    seen.look()


def views(seen):
    for name, drawn in VIEWS.items():
        seen.page.get_by_role("radio", name=name).click()
        seen.page.locator(f".js-plotly-plot {drawn}").first.wait_for(state="attached")
        seen.table("this view")
        seen.look()


def pages(seen):
    seen.go("Texts compared", "Worlds beside")
    seen.look()
    seen.go("Every State", "Every requesting State")
    seen.seen.run_every_state()
    seen.table("every requesting State", ("CSV", "JSON"))
    seen.look()
    seen.go("My country", "Choose the State whose view you take")
    seen.seen.choose("Host", seen.name("CRI"))
    seen.table("by State of origin")
    seen.look()
    seen.go("Tell it in a room", "Step 1 of")
    seen.look()
    seen.go("Assumptions", "All of them")
    seen.table("all assumptions")
    seen.go("How far to trust this", "What it cannot find, by construction")
    seen.look()
    for name in ("Validation", "Law and sources"):
        seen.go(name, "it is not shown while States go by other names")
        seen.look()


@pytest.mark.parametrize("mode", ALIASED)
def test_no_own_name_and_no_code_of_a_state_reaches_the_browser_or_a_file(visit, mode):
    seen = Watched(visit, mode)
    for part in (results, views, pages):
        part(seen)


def test_switched_on_in_the_menu_and_off_again_everything_is_as_it_was(visit):
    seen = visit(path=f"/#{encode(CHOICE.model_copy(update={'key': 0, 'view': 'tiles'}))}")
    seen.settled()
    before, link = seen.board(), seen.page.url
    for name, named in (("codes", "codes-"), ("their own", "real-")):
        seen.page.locator(".st-key-language button").first.click()
        seen.page.locator("[class*=st-key-names-]").get_by_text(name, exact=True).click()
        seen.page.wait_for_function("named => safeHavens.state.plan.names.startsWith(named)", arg=named)
        seen.page.keyboard.press("Escape")
        seen.settled()
        board = seen.board()
        assert (board["kept"], board["change"]) == (before["kept"], before["change"])
        assert len(board["lost"]) == len(before["lost"]) > 0
        assert sorted(board["level"].values()) == sorted(before["level"].values())
        if name == "codes":
            parts = (r"&from=S\d{3}&at=S\d{3}&", r"&names=codes\b", r"&key=\d+\b")
            assert all(re.search(part, seen.page.url) for part in parts), seen.page.url
            assert set(board["level"]).isdisjoint(before["level"])
    assert json.dumps(board, sort_keys=True) == json.dumps(before, sort_keys=True)
    assert seen.page.url == link
