"""Every page on a phone: whole, nothing cut, and each target large enough for a finger; words in a chart lie on no other."""

import pytest
from test_access import settle

TARGET = 24  # of WCAG 2.2, 2.5.8 [px]
LINK = "#v=0.1.0&s=adopted-text-universal&from=NIC&at=BRA"
# A box that is ticked is hit by its label.
SMALL = """(least) => [...document.querySelectorAll("[data-testid=stMain] :is(a, button, summary, [role=tab], label:has(input))")]
  .filter((node) => node.getClientRects().length && !node.closest("p, li") && getComputedStyle(node).position !== "absolute")
  .map((node) => [node.outerHTML.slice(0, 120), node.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least).map(([html]) => html)"""
CUT = """() => [...document.querySelectorAll("[data-testid=stMain] :is(p, span, a, summary, h1, h2, h3)")].filter((node) =>
  node.getClientRects().length && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1
  && /hidden|clip/.test(getComputedStyle(node).overflowX) && !node.closest("[data-tag], [role=combobox], button, .stSelectbox"))
  .map((node) => node.textContent.slice(0, 80))"""
BESIDE = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
WORDS = """(chart) => {
  const box = (node) => { const { left, right, top, bottom } = node.getBoundingClientRect(); return { left, right, top, bottom, text: node.textContent }; };
  return [box(chart), [...chart.querySelectorAll("text")].map(box).filter((one) => one.right > one.left)];
}"""
PAGES = ("", "texts", "my-country", "assumptions", "validation", "trust", "sources")


@pytest.fixture(scope="module")
def phone(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(120_000)

    def opened(path):
        page.goto("about:blank")
        page.goto(f"{address}/{path}{LINK}")
        page.get_by_role("heading", level=1).or_(page.locator(".mark[data-look=full]")).first.wait_for()
        settle(page)
        return page

    yield opened
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_target_can_be_hit_and_no_text_is_cut(phone, path):
    page = phone(path)
    assert page.evaluate(SMALL, TARGET) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(BESIDE) <= 0


@pytest.mark.parametrize(("path", "chart"), [("", "gates"), ("validation", "calibration")])
def test_every_word_of_a_chart_stands_within_it_and_on_no_other(phone, path, chart):
    drawn = phone(path).locator(f"[class*=st-key-picture-][class*={chart}] .js-plotly-plot").first
    drawn.scroll_into_view_if_needed()
    whole, words = drawn.evaluate(WORDS)
    assert len(words) > 10
    for word in words:
        assert word["left"] >= whole["left"] - 1 and word["right"] <= whole["right"] + 1, word["text"]
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
            high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            assert min(wide, high) <= 4, (one["text"], other["text"])
