"""Somebody alone who has never seen the program: ten steps in one visit, every figure shown compared with the library's."""

import re

from pypdf import PdfReader
from test_board import about, agrees, answer, at

from simulator import __version__
from simulator.analysis.classes import KINDS, classes
from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.export.link.choice import Choice
from simulator.export.link.text import decode, encode
from simulator.export.reproduce import link_of
from simulator.export.since import since
from simulator.law.assumptions import load_assumptions
from simulator.law.called import called
from simulator.model.levers import levers, move
from simulator.model.world import load_world
from simulator.presentation.differences import differences
from simulator.presentation.governs import governs
from simulator.presentation.sentences import MEANING, SHORT_NOTE, count_sentence, opening, spread
from simulator.words.say import say, using

START = Choice.of("adopted-text-universal").model_copy(update={"requesting": "NIC"})
EXPOSED = {
    "data_host": "through what is held in the host itself",
    "data_provider": "through a provider's State",
    "data_order": "by direct order",
}


def library(scenario):
    return compare(load_world(), scenario, "NIC")


def shows(page, *sentences):
    for sentence in sentences:
        page.get_by_text(sentence).first.wait_for()


def exposed(found, host):
    """How often each way exposes data in a host, in the words of the page: to the nearest five points."""
    place = found.world.index_of(host)
    then, now = found.counts(found.before), found.counts(found.after)
    return "; ".join(
        f"{words}: {about(then[effect][place] / found.n)} → {about(now[effect][place] / found.n)}"
        for effect, words in EXPOSED.items()
    )


def test_ten_steps(visit):
    start = START.scenario()
    chosen = START.model_copy(update={"settings": move(start, "rights_clause", "may").settings})
    before = chosen.scenario()
    assert answer(before) != answer(start), "the link is not the page as it opens"

    # 1 A link from a colleague opens its own scenario, and says what the program is not.
    seen = visit(path=f"/#{encode(chosen)}")
    page = seen.page
    first = library(before)
    shows(page, opening(first), SHORT_NOTE)

    # 2 The headline is the engine's; the term in it is explained to the pointer and to the Tab key.
    seen.settled()
    agrees(seen.board(), answer(before))
    shows(page, *(count_sentence(first, kind) for kind in KINDS))
    shows(page, spread(with_band(first), "data"))
    mark = page.get_by_role("button", name="Help for").or_(page.locator("[data-testid=stTooltipHoverTarget]")).first
    mark.scroll_into_view_if_needed()
    mark.hover()
    shows(page, MEANING["data"])

    # 3 Dual criminality for data is dragged from optional to required: all follows the hand, the camera stays.
    page.get_by_role("button", name="Closer").click()
    camera = page.locator(".world > g").get_attribute("transform")
    lever, slider = levers()["data"], seen.lever("For data")
    moved = lever.moved(before, "mandatory")
    assert answer(moved) != answer(before), "the lever must change what is shown"
    seen.settled()
    slider.scroll_into_view_if_needed()
    page.mouse.move(*at(slider, 1))
    page.mouse.down()
    for level, place in (("none", 0), ("adopted", 1), ("mandatory", 2)):
        page.mouse.move(*at(slider, place))
        agrees(seen.board(), answer(lever.moved(before, level)))
    page.mouse.up()
    seen.settled()
    agrees(seen.board(), answer(moved))
    assert page.locator(".world > g").get_attribute("transform") == camera

    # 4 Why did this State change?
    found = library(moved)
    lost = [code for code, gone in zip(found.world.codes, found.lost("data"), strict=True) if gone]
    host = lost[0] if lost else "BRA"
    page.get_by_role("button", name="Whole world").click()
    page.locator(f'.tiles [data-state="{host}"]').click()
    name = found.world.states[found.world.index_of(host)].name
    shows(page, f"{name}.")
    page.wait_for_function("said => document.body.innerText.includes(said)", arg=exposed(found, host))
    shows(page, governs(found.world, moved, "NIC", host), "Of 1,000 requests")

    # 5 Beside the baseline: classes of both, and their difference.
    place = found.world.index_of(host)
    then, now = (classes(found.counts(one), found.n, KINDS["data"])[place] for one in (found.before, found.after))
    page.get_by_role("button", name="Change", exact=True).click()
    assert seen.board()["level"][host] == {-1: "falls", 0: "same", 1: "rises", 2: "rises_twice"}[now - then]
    page.get_by_role("button", name="Scenario", exact=True).click()

    # 6 An assumption is doubted and edited; 7 what depends on assumptions is hatched and counted.
    page.get_by_role("link", name="Assumptions").click()
    page.get_by_role("heading", name="Assumptions", level=1).wait_for()
    seen.choose("One number, with its reason", called("comply.top"))
    number = load_assumptions()["comply.top"]
    shows(page, number.reason, f"{number.low:g} to {number.high:g}")
    page.get_by_role("spinbutton", name=called("comply.top")).fill("0.7")
    page.keyboard.press("Enter")
    shows(page, f"0.7 instead of {number.default:g}")
    page.get_by_role("link", name="Safe havens").click()
    doubted = held(page, lambda choice: choice.assumptions)
    assert doubted.assumptions == {"comply.top": 0.7}
    assert answer(doubted.scenario()) != answer(moved), "the edit must change what is shown"
    shows(page, *(count_sentence(library(doubted.scenario()), kind) for kind in KINDS))
    banded = with_band(library(doubted.scenario()))
    shows(page, spread(banded, "data"))
    seen.settled()
    depends = banded.depends("data")
    marked = {
        code
        for code, here, state in zip(banded.world.codes, depends, banded.world.states, strict=True)
        if here and state.in_totals and code != "NIC"
    }
    page.wait_for_function("() => safeHavens.state.result.kinds.data.depends")  # the sentence stands a moment earlier
    hatched = page.locator(".tiles .depends").evaluate_all("nodes => nodes.map(n => n.dataset.state)")
    unseen = banded.candidates.unrated | banded.candidates.thin
    assert set(hatched) == {code for code in marked if not unseen[banded.world.index_of(code)]}
    many = int((depends & banded.candidates.chosen).sum())
    assert not many or f"depends on assumptions: {many}" in seen.board()["sentence"]

    # 9 The report, while the band stands: everything that was moved, and the link.
    with page.expect_download(timeout=300_000) as download:
        page.get_by_role("button", name="Two-page report (PDF)").click()
    text = "".join(sheet.extract_text() for sheet in PdfReader(download.value.path()).pages)
    moves = differences(banded.scenario, banded.baseline)
    assert {called("comply.top")} < {one.what for one in moves}
    for words in (*(one.what for one in moves), link_of(banded)):
        assert "".join(words.split()) in "".join(text.split())

    # 8 One more move, undone: the same figures to the digit; then policies alone are reset, the edit stays.
    figures = seen.board()
    slider = seen.lever("Hosts use their grounds")
    slider.press("Home")
    slider.press("Enter")
    never = move(doubted.scenario(), "host_practice", "never")
    shows(page, count_sentence(library(never), "data"))
    page.get_by_role("button", name="Undo").click()
    shows(page, count_sentence(library(doubted.scenario()), "data"))
    seen.settled()
    assert seen.board() == figures
    page.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_role("button", name="Reset policies to the scenario").click()
    reset = held(page, lambda choice: choice.settings == start.settings)
    assert reset.assumptions == doubted.assumptions
    shows(page, *(count_sentence(library(reset.scenario()), kind) for kind in KINDS))

    # 10 The address is the link: short, and the same figures on a phone, in another language, and after a release.
    link = page.evaluate("location.hash")
    assert len(page.url) < 2000
    phone = visit(390, 844, path=f"/{link}")
    phone.settled()
    here = agrees(phone.board(), answer(reset.scenario()))
    shows(phone.page, *(count_sentence(library(reset.scenario()), kind) for kind in KINDS))
    older = link.replace(f"v={__version__}", "v=0.0.9").replace("lang=en", "lang=ru")
    other = visit(390, 844, path=f"/{older}")
    other.page.locator(".faults").wait_for()
    with using("ru"):
        shows(other.page, since(older).title)
        other.page.get_by_role("button", name=say("Close"), exact=True).click()
        shows(other.page, *(count_sentence(library(reset.scenario()), kind) for kind in KINDS))
    other.settled()
    there = other.board()
    assert (there["lost"], {code: there["level"][code] for code in here["level"]}) == (here["lost"], here["level"])
    assert [re.findall(r"\d+", there["kept"][kind]) for kind in KINDS] == [
        re.findall(r"\d+", here["kept"][kind]) for kind in KINDS
    ]


def held(page, ready):
    """The choice that the address holds, once it is as asked."""
    for _ in range(600):
        choice, faults = decode(page.evaluate("location.hash"))
        if ready(choice):
            break
        page.wait_for_timeout(100)
    assert faults == () and ready(choice)
    return choice
