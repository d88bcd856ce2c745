"""On a phone the first screen has the sentence, the whole world in tiles a finger can hit, and a lever under the thumb."""

from itertools import pairwise

import pytest
from conftest import PREVIEWED
from test_board import WHOLE, agrees, answer

from simulator.data.states import load_states
from simulator.model.levers import levers

TARGET = 24  # of WCAG 2.2, 2.5.8 [px]
TILES = """tiles => tiles.map(tile => {
  const face = tile.querySelector(".face").getBoundingClientRect(), code = tile.querySelector("text").getBoundingClientRect();
  const svg = tile.ownerSVGElement, scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const letters = parseFloat(getComputedStyle(tile.querySelector("text")).fontSize) * scale;
  return { code: tile.dataset.state, at: [face.left, face.top], end: face.bottom, inside: code.left >= face.left - 1 && code.right <= face.right + 1, letters };
})"""
WIDER = "main => main.scrollWidth - main.clientWidth"  # how far the page could be pushed sideways [px]


def chosen(seen):
    seen.choose("Requesting State", "Nicaragua")
    seen.page.locator(".mark[data-look=full]").wait_for()
    seen.page.wait_for_function(PREVIEWED)
    return seen.page


def apart(tiles):
    """The least distance between two tiles of a row, and between two rows [px]."""
    rows = {}
    for tile in tiles:
        rows.setdefault(round(tile["at"][1]), []).append(tile["at"][0])
    tops = sorted(rows)
    steps = [b - a for row in rows.values() for a, b in pairwise(sorted(row))]
    return min(steps), min(b - a for a, b in pairwise(tops))


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (430, 932)])
def test_every_tile_can_be_hit_and_its_code_read(visit, width, height):
    page = chosen(visit(width, height))
    tiles = page.locator(".tiles [data-state]").evaluate_all(TILES)
    assert {tile["code"] for tile in tiles} == {state.iso3 for state in load_states()}
    assert min(apart(tiles)) >= TARGET
    assert all(tile["letters"] >= 10 and tile["inside"] for tile in tiles), tiles
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_test_id("stMain").evaluate(WIDER) == 0


def test_the_first_screen_has_sentence_counters_world_and_a_lever(visit):
    seen = visit(390, 844)
    page = chosen(seen)
    agrees(seen.board(), answer(WHOLE))
    sentence = page.locator(".sentence").bounding_box()
    assert 0 <= sentence["y"] < 150, "the selectors take one line"
    dock = page.locator(".levers").bounding_box()
    tiles = page.locator(".tiles [data-state]").evaluate_all(TILES)
    assert sentence["y"] + sentence["height"] <= tiles[0]["at"][1]
    assert max(tile["end"] for tile in tiles) <= dock["y"]
    slider = page.get_by_role("slider").first.bounding_box()
    assert dock["y"] <= slider["y"] and slider["y"] + slider["height"] <= 844 and slider["height"] >= TARGET


def test_at_twice_the_size_on_a_small_screen_no_control_of_the_board_is_cut_off(visit):
    page = chosen(visit(720, 450))
    assert page.get_by_test_id("stMain").evaluate(WIDER) == 0
    ends = page.locator("[data-board] button:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert max(ends) <= 720


def test_on_a_wide_screen_the_choices_of_a_view_stand_beside_the_counters(visit):
    seen = visit(path="/#v=0.1.0&s=adopted-text-universal&from=NIC&lang=fr")  # in longer words
    seen.settled()
    counters, tools = (seen.page.locator(one).bounding_box() for one in (".counts", ".tools"))
    assert tools["x"] >= counters["x"] + counters["width"] and tools["y"] < counters["y"] + counters["height"]


def test_what_is_asked_is_one_line_that_opens(visit):
    page = chosen(visit(390, 844))
    line = page.get_by_role("button", name="Nicaragua · Adopted text")
    assert line.get_attribute("aria-expanded") == "false" and line.bounding_box()["height"] <= 40
    box = page.get_by_role("combobox", name="Scenario")
    assert not box.is_visible()
    line.press("Enter")
    box.wait_for()
    assert line.get_attribute("aria-expanded") == "true"
    line.click()
    box.wait_for(state="hidden")


def test_levers_stand_beside_one_another_and_what_one_shows_is_the_engines_answer(visit):
    seen = visit(390, 844)
    page = seen.page
    page.emulate_media(reduced_motion="reduce")  # and so no scrolling that takes time
    chosen(seen)
    lever = levers()["host_practice"]
    slider = seen.lever(lever.title)
    passed = 0
    while not within(slider.bounding_box()):
        page.get_by_role("button", name="The next lever").click()
        passed += 1
        assert passed < 9
    assert passed >= 4, "one after the other"
    slider.press("Home")
    slider.press("Enter")
    page.locator("[data-lever=host_practice].moved").wait_for()
    seen.settled()
    agrees(seen.board(), answer(lever.moved(WHOLE, lever.levels[0].id)))
    seen.lever("Which crimes").focus()
    assert within(seen.lever("Which crimes").bounding_box()), "what has the focus comes into sight"


def test_from_right_to_left_the_blocks_begin_at_the_right_and_the_next_lever_comes_from_the_left(visit):
    page = (seen := visit(390, 844, path="/#v=0.1.0&s=adopted-text-universal&from=NIC&lang=ar")).page
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_function("() => safeHavens.state.plan?.direction === 'rtl' && safeHavens.state.result")
    seen.settled()
    name, first = (
        page.locator(".blocks .note").first.bounding_box(),
        page.locator('.blocks [data-state="ARG"]').bounding_box(),
    )
    assert name["x"] > first["x"]
    slider = page.locator("[data-lever=threshold_years] input")
    assert not within(slider.bounding_box()) and slider.bounding_box()["x"] < 0
    page.locator(".turns button").last.click()
    page.wait_for_function("() => safeHavens.state.find('.rail').scrollLeft < 0")
    assert within(slider.bounding_box())


def test_zoom_and_selection_stay_when_tiles_become_a_map_and_the_screen_turns(visit):
    seen = visit(390, 844)
    page = chosen(seen)
    page.get_by_role("button", name="Closer").click()
    page.locator('.tiles [data-state="BRA"]').focus()
    page.keyboard.press("Enter")
    page.locator(".tiles .chosen").wait_for(state="attached")
    page.get_by_role("button", name="Map", exact=True).click()
    page.locator('.shapes .chosen[data-state="BRA"]').wait_for(state="attached")
    assert "scale(1.5" in page.locator(".world > g").get_attribute("transform")
    page.get_by_role("button", name="Tiles", exact=True).click()
    page.set_viewport_size({"width": 844, "height": 390})
    page.locator('.tiles:not(.blocks) .chosen[data-state="BRA"]').wait_for(state="attached")
    assert "scale(1.5" in page.locator(".world > g").get_attribute("transform")
    agrees(seen.board(), answer(WHOLE))


def within(box):
    return box["x"] >= 0 and box["x"] + box["width"] <= 390
