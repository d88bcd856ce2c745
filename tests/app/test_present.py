"""A scenario told in a room: by the keys of a presenter's remote, with the library's figures at every step."""

from simulator.analysis.havens import compare
from simulator.analysis.story import story
from simulator.model.scenario import load_scenario
from simulator.model.steps import after
from simulator.model.world import load_world
from simulator.presentation.story import story_lines

SCENARIO = load_scenario("adopted-text-universal")


def present(visit):
    seen = visit()
    seen.page.get_by_role("link", name="Tell it in a room").click()
    seen.page.get_by_text(SCENARIO.steps[0].text).wait_for()
    seen.choose("Requesting State", "Nicaragua")
    return seen, seen.page


def test_steps_are_told_by_the_keys_of_a_remote(visit):
    page = present(visit)[1]
    for place, step in enumerate(SCENARIO.steps[:3]):
        if place:
            page.keyboard.press("PageDown")
        page.get_by_text(step.text).wait_for()
        found = compare(load_world(), after(SCENARIO, place + 1), "NIC")
        page.locator("[data-kind=data] b", has_text="{1} of {0}".format(*found.tally("data"))).wait_for()
    page.keyboard.press("PageUp")
    page.get_by_text(SCENARIO.steps[1].text).wait_for()


def test_a_possible_world_is_told_event_by_event(visit):
    seen, page = present(visit)
    seen.settled()
    page.locator(".tiles [data-state=CRI]").first.click()
    for step in SCENARIO.steps[1:]:
        page.keyboard.press("PageDown")
        page.get_by_text(step.text).wait_for()
    world = load_world()
    lines = story_lines(story(world, SCENARIO, "NIC", "CRI", 1, SCENARIO.steps[-1].world), world)
    told = page.locator(".st-key-days li")
    for many in (1, 2, 3):
        page.get_by_text(lines[many - 1]).wait_for()
        assert told.count() == many
        page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    page.get_by_text(lines[2]).wait_for()


def test_a_request_is_followed_to_a_host_chosen_there_and_then(visit):
    seen, page = present(visit)
    for step in SCENARIO.steps[1:]:
        page.keyboard.press("PageDown")
        page.get_by_text(step.text).wait_for()
    seen.choose("Host", "Costa Rica")
    told = story(load_world(), SCENARIO, "NIC", "CRI", 1, SCENARIO.steps[-1].world)
    page.get_by_text(story_lines(told, load_world())[0]).wait_for()
    page.locator('.tiles .chosen[data-state="CRI"]').first.wait_for()
