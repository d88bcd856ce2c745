"""Levers and world view in a browser: what a moving lever shows is the engine's answer, level by level."""

from math import floor

import pytest
from conftest import EVERY_NUMBER, READ

from simulator.analysis.classes import CLASSES, KINDS, classes
from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.model.levers import PARTIES, first_of, levers, move
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world

WHOLE = load_scenario("adopted-text-universal")
# What the board shows as soon as a key has moved a lever; then Escape takes the move back.
LOOK_AND_TAKE_BACK = f"""slider => slider.addEventListener("input", () => {{
  globalThis.looked = [({READ})(safeHavens.state.find("[data-board]")), slider.getAttribute("aria-valuetext")];
  slider.dispatchEvent(new KeyboardEvent("keydown", {{ key: "Escape" }}));
}}, {{ once: true }})"""


def answer(scenario):
    """What the board must show of a scenario, from the library."""
    found = compare(load_world(), scenario, "NIC")
    level = classes(found.counts(found.after), found.n, KINDS["data"])
    shown = [
        place
        for place, state in enumerate(found.world.states)
        if state.in_totals and not found.candidates.unrated[place] and not found.candidates.thin[place]
    ]
    change = round(found.mean_change("data"), 1)
    points = f"{change:+.1f}" if change else "0.0"
    return {
        "level": {
            found.world.codes[place]: CLASSES[level[place]] for place in shown if found.world.codes[place] != "NIC"
        },
        "lost": sorted(code for code, lost in zip(found.world.codes, found.lost("data"), strict=True) if lost),
        "kept": {kind: "{1} of {0}".format(*found.tally(kind)) for kind in KINDS},
        "change": f"mean chance of exposure: {points} points",
    }


def agrees(board, expected):
    """Assert that the board shows what is expected, tile by tile; the board as it was read."""
    board["level"] = {code: board["level"][code] for code in expected["level"]}
    board["change"] = board["change"].replace("−", "-")
    assert {name: board[name] for name in expected} == expected
    kept, havens = expected["kept"]["data"].split(" of ")
    assert f"{kept} of {havens} data havens for people from Nicaragua would remain" in board["sentence"]
    return board


def at(slider, value):
    """Where on the screen the thumb stands at a value."""
    box = slider.bounding_box()
    top = float(slider.get_attribute("max"))
    thumb = 16
    return box["x"] + thumb / 2 + (box["width"] - thumb) * value / top, box["y"] + box["height"] / 2


@pytest.mark.parametrize("name", ["threshold_years", "persecution", "host_practice"])
def test_a_dragged_lever_shows_for_each_level_exactly_what_the_engine_says(visit, name):
    seen, lever = visit(), levers()[name]
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    slider, mouse = seen.lever(lever.title), seen.page.mouse
    start = [level.id for level in lever.levels].index(lever.adopted)
    mouse.move(*at(slider, start))
    mouse.down()
    for place in [*range(start + 1, len(lever.levels)), *reversed(range(len(lever.levels)))]:
        mouse.move(*at(slider, place))
        board = agrees(seen.board(), answer(lever.moved(WHOLE, lever.levels[place].id)))
        assert board["mark"] == "preview"
    x, y = at(slider, 0)
    mouse.move(x, y + 60)  # let go beside the slider
    mouse.up()
    seen.settled()
    agrees(seen.board(), answer(lever.moved(WHOLE, lever.levels[0].id)))


def test_a_dragged_number_of_parties_shows_what_the_engine_says(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    seen.page.wait_for_function(EVERY_NUMBER)
    slider, mouse = seen.lever("Parties to the Convention"), seen.page.mouse
    mouse.move(*at(slider, 195))
    mouse.down()
    for many in (188, 133, 87, 46, 20):
        mouse.move(*at(slider, many))
        many = int(slider.input_value())  # the pointer may land beside it
        agrees(seen.board(), answer(move(WHOLE, PARTIES, first_of("signature", many))))
    mouse.up()
    seen.settled()
    agrees(seen.board(), answer(move(WHOLE, PARTIES, first_of("signature", many))))


def test_keys_preview_at_once_and_choose_after_a_pause(visit):
    lever = levers()["persecution"]
    fewer, more = (answer(lever.moved(WHOLE, level)) for level in ("extradition", "shall"))
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    slider = seen.lever(lever.title)
    slider.evaluate(LOOK_AND_TAKE_BACK)  # however slow the machine, before the pause is over
    slider.press("ArrowLeft")
    board, words = seen.page.evaluate("looked")
    agrees(board, fewer)
    assert board["mark"] == "preview"
    assert words.startswith("for the person only; 0 of 34 data havens")
    assert agrees(seen.board(), answer(WHOLE))["mark"] == "full"
    slider.press("ArrowRight")
    seen.page.locator(".sentence", has_text="persecution ground: shall refuse").wait_for()
    seen.settled()
    agrees(seen.board(), more)


def test_a_level_under_the_pointer_is_previewed_and_not_chosen(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    seen.page.locator("[data-lever=scope] .bar[data-level=convention]").hover()
    assert agrees(seen.board(), answer(levers()["scope"].moved(WHOLE, "convention")))["mark"] == "preview"
    seen.page.locator(".sentence").hover()
    assert agrees(seen.board(), answer(WHOLE))["mark"] == "full"


def test_zoom_and_selection_survive_a_change_and_are_the_same_on_tiles_and_map(visit):
    seen = visit()
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    page.locator('.tiles [data-state="BRA"]').click()
    page.get_by_text("Brazil.", exact=True).wait_for()
    page.get_by_role("button", name="Closer").click()
    view = page.locator(".world > g").get_attribute("transform")
    assert "scale(1.5" in view
    seen.lever("Persecution as a ground").press("Home")
    seen.lever("Persecution as a ground").press("Enter")
    page.locator(".sentence", has_text="persecution ground: no ground").wait_for()
    assert page.locator(".world > g").get_attribute("transform") == view
    assert page.locator(".tiles .chosen").get_attribute("data-state") == "BRA"
    page.get_by_role("button", name="Map", exact=True).click()
    page.locator(".shapes .chosen").wait_for()
    assert page.locator(".shapes .chosen").get_attribute("data-state") == "BRA"
    assert page.locator(".world > g").get_attribute("transform") == view
    drawn = page.locator(".shapes [data-state]").evaluate_all(
        "nodes => nodes.map(n => [n.dataset.state, n.dataset.level])"
    )
    assert dict(drawn) == seen.board()["level"]


@pytest.mark.parametrize("words", ["plain", "formal"])
def test_a_state_says_its_chance_with_band_and_whether_its_class_depends_on_assumptions(visit, words):
    seen = visit(path=f"/#{encode(Choice.of(WHOLE.id).model_copy(update={'requesting': 'NIC', 'words': words}))}")
    page, tip = seen.page, seen.page.locator(".tip")
    page.wait_for_function("() => safeHavens.state.result?.kinds.data.depends")
    seen.settled()
    found = with_band(compare(load_world(), WHOLE, "NIC"))
    depends, lost = found.depends("data"), found.lost("data")
    low, high = found.chance_band("data")
    then, now = (found.counts(one)["data"] / found.n for one in (found.before, found.after))
    chosen = found.candidates.chosen
    for place in (int((chosen & ~depends).argmax()), int((chosen & depends).argmax())):
        state = found.world.states[place]
        told = [about(chances[place]) for chances in (now, low, high, then)]
        expected = (
            "data exposed in about {} of worlds, {} to {} over the range of the assumptions, {} in the baseline".format(*told),
            "candidate host",
            *([{"plain": "haven lost", "formal": "protection lost"}[words]] * int(lost[place])),
            "class depends on assumptions" if depends[place] else "class does not depend on assumptions",
        )  # fmt: skip
        tile = page.locator(f'.tiles [data-state="{state.iso3}"]')
        tile.hover()
        assert tip.inner_text().split("; ")[1:] == list(expected)
        page.locator(".sentence").hover()
        assert not tip.inner_text().startswith(state.name)
        tile.focus()
        assert tip.inner_text().startswith(f"{state.name}, {state.iso3}: ")
        assert tip.inner_text().split("; ")[1:] == list(expected)
        page.wait_for_function(
            "([code, words]) => safeHavens.state.find(`.tiles [data-state=${code}]`).ariaLabel === words",
            arg=[state.iso3, tip.inner_text()],
        )


def about(chance):
    """A chance to the nearest five points."""
    return f"{5 * floor(20 * chance + 0.5)}%"


def test_the_world_is_walked_by_keyboard(visit):
    seen = visit()
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    page.locator('.tiles [data-state="ARG"]').click()
    page.get_by_text("Argentina.", exact=True).wait_for()
    page.locator('.tiles [data-state="ARG"]').press("ArrowRight")
    assert page.locator(".tiles [tabindex='0']").get_attribute("data-state") == "URY"
    page.keyboard.press("Enter")
    page.get_by_text("Uruguay.", exact=True).wait_for()
    page.locator('.tiles [data-state="URY"][aria-selected="true"][aria-label^="Uruguay, URY: "]').wait_for()


def test_baseline_beside_scenario_and_their_difference(visit):
    seen = visit()
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    found = compare(load_world(), WHOLE, "NIC")
    then, now = (classes(found.counts(one), found.n, KINDS["data"]) for one in (found.before, found.after))
    place = found.world.index_of("BRA")
    page.get_by_role("button", name="Both").click()
    levels = page.locator('.tiles [data-state="BRA"]').evaluate_all("nodes => nodes.map(n => n.dataset.level)")
    assert levels == [CLASSES[then[place]], CLASSES[now[place]]]
    page.get_by_role("button", name="Change").click()
    words = {0: "same", 1: "rises", 2: "rises_twice"}
    assert seen.board()["level"]["BRA"] == words[now[place] - then[place]]


def test_the_first_screen_holds_sentence_world_and_nine_levers_without_scrolling(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    box = seen.page.locator("[data-board]").bounding_box()
    note = seen.page.locator(".st-key-standing").bounding_box()
    assert seen.page.get_by_role("slider").count() == 9
    assert box["y"] >= 0 and box["y"] + box["height"] <= note["y"]


def test_what_no_lever_has_is_refused_and_nothing_moves(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    before = seen.board()
    seen.page.locator("[data-board]").evaluate(
        "() => safeHavens.state.send('acts', [{n: 1, name: 'move', value: {lever: 'scope', level: 'all'}}])"
    )
    seen.page.get_by_text("'all' is not a level of it").wait_for()
    seen.settled()
    assert seen.board() == before
