"""The tour: five steps, each pointing at its part of the page, by pointer and by keyboard, and nothing of it changes a result."""

import pytest

from simulator.app.tour.component import STEPS

AROUND = """selector => {
  const ring = safeHavensTour.root.querySelector(".ring").getBoundingClientRect();
  const part = (document.querySelector(selector) ?? safeHavens.state.find(selector)).getBoundingClientRect();
  return Math.abs(part.left - 6 - ring.left) < 2 && Math.abs(part.top - 6 - ring.top) < 2 &&
    Math.abs(part.right + 6 - ring.right) < 2 && Math.abs(part.bottom + 6 - ring.bottom) < 2;
}"""
SELECTORS = {
    "asked": ".st-key-asked",
    "sentence": ".sentence",
    "levers": ".levers",
    "world": ".panes",
    "take": ".under",
}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_five_steps_point_at_their_parts(visit, width, height):
    page = visit(width, height).page
    before = page.evaluate("location.hash")
    page.get_by_role("button", name="First visit? Five steps" if width > 640 else "Tour").click()
    for place, (part, (title, text)) in enumerate(STEPS.items(), 1):
        card = page.get_by_role("dialog", name=title)
        card.get_by_text(text).wait_for()
        assert card.get_by_text(f"{place} of {len(STEPS)}").is_visible()
        page.wait_for_function(AROUND, arg=SELECTORS[part])
        box = card.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, "the card stays in sight"
        assert box["y"] >= 0 and box["y"] + box["height"] <= height
        if place < len(STEPS):
            card.get_by_role("button", name="Next").click()
    card.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Tour", exact=True).wait_for()
    assert page.evaluate("location.hash") == before


def test_the_keyboard_leads_through_it_and_out_again(visit):
    page = visit().page
    page.get_by_role("button", name="First visit? Five steps").press("Enter")
    titles = [title for title, _ in STEPS.values()]
    page.get_by_role("dialog", name=titles[0]).wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_role("dialog", name=titles[1]).wait_for()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("dialog", name=titles[0]).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.evaluate("safeHavensTour.root.activeElement.textContent") == "Tour", "the focus is back at the button"
    page.reload()
    page.get_by_role("button", name="Tour", exact=True).wait_for()
