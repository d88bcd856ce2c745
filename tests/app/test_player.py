"""The days pass by keyboard: played, paused and stepped by native controls that say where they are."""

from test_keyboard import FOCUSED, tab_to

from simulator.model.network import HORIZONS

# How many days the chart shows, and which one the controls say.
SHOWN = "() => document.querySelector('.js-plotly-plot')?.data[0].y.filter((n) => n !== null).length"

END = f"By day {HORIZONS[-1]}; paused"
LISTEN = """() => {
  const status = safeHavensPlayer.root.querySelector("[role=status]");
  globalThis.told = [];
  new MutationObserver(() => told.push(status.textContent)).observe(status, { childList: true });
}"""


def said(page, day, how):
    page.get_by_role("status").filter(has_text=f"By day {day}; {how}").wait_for(state="attached")


def drawn(page, day):
    page.wait_for_function(f"shown => ({SHOWN})() === shown", arg=HORIZONS.index(day) + 1)


def test_days_are_played_paused_and_stepped_by_keyboard(visit):
    seen = visit()
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    page.get_by_role("radio", name="Days passing").click()
    drawn(page, HORIZONS[-1])
    said(page, HORIZONS[-1], "paused")

    page.get_by_role("radio", name="Days passing").focus()
    tab_to(page, "One step back")
    page.keyboard.press("Enter")
    drawn(page, HORIZONS[-2])
    said(page, HORIZONS[-2], "paused")
    assert tab_to(page, "Play") == "button"
    page.keyboard.press("Space")  # to the end, and there it stops by itself
    said(page, HORIZONS[-1], "paused")
    drawn(page, HORIZONS[-1])

    assert page.evaluate(FOCUSED)[1] == "Play", "the focus stays where it was"
    page.evaluate(LISTEN)
    page.keyboard.press("Enter")  # once more, from the first day
    page.wait_for_function("last => told.includes('By day 7; playing') && told.at(-1) === last", arg=END)
    told = dict.fromkeys(page.evaluate("told"))
    assert list(told)[-len(HORIZONS) :] == [*(f"By day {day}; playing" for day in HORIZONS[:-1]), END]

    assert tab_to(page, "Days passed") == "range"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")  # at once, before the first day has been drawn
    drawn(page, HORIZONS[1])
    said(page, HORIZONS[1], "paused")
    tab_to(page, "Play", "Shift+Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Space")  # paused before a day has passed, or after some
    assert page.evaluate("safeHavensPlayer.playing") is False
    page.wait_for_function(f"() => ({SHOWN})() === safeHavensPlayer.data.at + 1")
