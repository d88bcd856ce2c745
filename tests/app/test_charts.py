"""Charts stand in the type and the scheme of the page; their pictures leave it as before."""

import pytest
from sight import contrast, linear
from test_access import settle

from simulator.presentation.faces import CHART

TEXTS = """() => [...document.querySelectorAll(".js-plotly-plot text")].filter((node) => node.getBoundingClientRect().width)
  .map((node) => { const { fill, fontFamily } = getComputedStyle(node); return [fill, fontFamily]; })"""
PAPER = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
LEGEND = "() => getComputedStyle(document.querySelector('.js-plotly-plot .main-svg')).backgroundColor"
RANGE = "() => [...document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range]"
VIEWS = {"Network of the front": ".scatterlayer", "Flow of 1,000 requests": ".sankey", "Days passing": ".barlayer"}


def light(colour):
    """A colour as a browser says it, as linear RGB."""
    return linear("#" + "".join(f"{int(part):02x}" for part in colour[4:-1].split(",")))


def opened(visit, view, **how):
    seen = visit(**how)
    seen.choose("Requesting State", "Egypt")
    seen.page.get_by_role("radio", name=view).click()
    seen.page.locator(f".js-plotly-plot {VIEWS[view]}").first.wait_for(state="attached")
    settle(seen.page)
    return seen.page


def readable(page):
    """The page's own type, and contrast enough, in every word of every chart."""
    paper, texts = page.evaluate(PAPER), page.evaluate(TEXTS)
    assert len(texts) > 5 and page.evaluate(LEGEND) == "rgba(0, 0, 0, 0)", "the page's paper is seen through the chart"
    face = page.evaluate("() => getComputedStyle(document.querySelector('h2, h3')).fontFamily")
    assert all(face.replace('"', "").startswith(family.replace('"', "")) for _, family in texts)
    return min(contrast(light(fill), light(paper)) for fill, _ in texts)


@pytest.mark.parametrize("view", VIEWS)
def test_every_word_of_a_view_is_read_when_the_scheme_changes_while_it_is_open(visit, view):
    page = opened(visit, view)
    for scheme in ("light", "dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(
            "(dark) => (getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === 'dark') === dark",
            arg=scheme == "dark",
        )
        assert readable(page) >= 4.5, scheme


def zoomed_into(page):
    """Turn the wheel over the first chart; what is seen of it then."""
    whole = page.evaluate(RANGE)
    chart = page.locator(".js-plotly-plot .nsewdrag").first
    chart.scroll_into_view_if_needed()
    chart.hover()
    page.mouse.wheel(0, -300)
    page.wait_for_function(
        "(whole) => document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range[0] > whole + 0.2", arg=whole[0]
    )
    return page.evaluate(RANGE)


def test_what_somebody_had_zoomed_to_is_still_seen_when_the_chart_changes(visit):
    heard = []
    page = opened(visit, "Network of the front", frames=heard)
    zoomed, before = zoomed_into(page), len(heard)
    while len(heard) == before:  # Python is told
        page.wait_for_timeout(50)
    settle(page)
    page.evaluate("() => { globalThis.drawn = JSON.stringify(document.querySelector('.js-plotly-plot').data); }")
    page.get_by_role("button", name="nobody", exact=True).click()
    page.wait_for_function("() => JSON.stringify(document.querySelector('.js-plotly-plot')?.data ?? drawn) !== drawn")
    settle(page)
    assert page.evaluate(RANGE) == pytest.approx(zoomed)


def test_what_somebody_had_zoomed_to_is_still_seen_in_the_other_scheme(visit):
    page = opened(visit, "Network of the front")
    zoomed = zoomed_into(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme === 'dark'"
    )
    settle(page)
    assert page.evaluate(RANGE) == zoomed


def test_the_picture_of_a_chart_on_a_dark_page_is_light_and_in_the_type_of_pictures(visit):
    page = opened(visit, "Days passing", scheme="dark")
    with page.expect_download() as download:
        page.locator("[class*=st-key-picture-]").first.get_by_role("button", name="SVG").click()
    kept = download.value.path().read_text(encoding="utf-8")
    assert '<rect x="0" y="0"' in kept and "fill: rgb(255, 255, 255)" in kept.partition("<defs")[0]
    assert CHART.split(",")[0].strip('"') in kept and "Source Sans" not in kept
    assert "fill: rgb(21, 32, 43)" in kept and "scenario, not forecast" in kept
    assert readable(page) >= 4.5, "and the chart stays as it was"
