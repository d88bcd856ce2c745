"""The page in a browser without a network, against the figures of the engine."""

import re
import tomllib

import pytest
from conftest import ROOT
from streamlit import config

from simulator.analysis.havens import compare
from simulator.data.states import load_states
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.sentences import count_sentence
from simulator.words.names import alphabetical

MANDATORY = {"dc_preservation": "mandatory", "dc_stored": "mandatory", "dc_realtime": "mandatory"}
DIFFERS = "said => ![...document.querySelectorAll('p')].some(p => p.innerText === said)"


def sentences(settings):
    scenario = load_scenario("adopted-text-universal").model_copy(update={"settings": settings})
    found = compare(load_world(), scenario, "NIC")
    said = [count_sentence(found, kind) for kind in ("data", "person")]
    return [*said, f"Mean change {found.mean_change('data'):+.1f} points over"]


def test_the_grid_has_every_state_and_no_requesting_state_is_chosen(visit):
    page = visit().page
    drawn = set(page.eval_on_selector_all("[data-state]", "nodes => nodes.map(n => n.dataset.state)"))
    assert drawn == {state.iso3 for state in load_states()}
    assert set(page.eval_on_selector_all("[data-state]", "nodes => nodes.map(n => n.dataset.level)")) == {"none"}
    assert page.get_by_text("No verdict on a country").first.is_visible()


def test_moving_a_control_changes_the_count_as_the_engine_says(visit):
    page = (seen := visit()).page
    seen.choose("Requesting State", "Nicaragua")
    steps = [
        ({}, None, ""),
        (MANDATORY, "For data", "ArrowRight"),
        ({**MANDATORY, "rights_clause": "shall"}, "Human-rights clause", "End"),
    ]
    expected = [sentences(settings) for settings, _, _ in steps]
    assert len({said[-1] for said in expected}) == len(steps), "each step must change what is said"
    for said, (_, control, key) in zip(expected, steps, strict=True):
        if control:
            seen.lever(control).press(key)
            seen.lever(control).press("Enter")
        for sentence in said:
            page.get_by_text(sentence).first.wait_for()
    page.get_by_text("Band over the range of the assumptions:").first.wait_for()


def test_an_unchanged_world_shows_no_change(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.choose("Scenario", "Today")
    seen.page.get_by_text("Mean change +0.0 points").first.wait_for()
    assert seen.page.get_by_text("0 lost").count() >= 2


def test_a_click_on_a_tile_explains_the_state(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    shape = seen.page.locator('.tiles [data-state="BRA"]')
    seen.settled()
    shape.click()
    seen.page.get_by_text("Brazil.", exact=True).wait_for()
    seen.page.get_by_text("Through which instruments the others came").first.wait_for()


def test_the_band_grows_in_place_until_it_is_whole(visit):
    seen = visit()
    seen.choose("Requesting State", "Cuba")  # whose band no other test has drawn
    seen.page.get_by_text(re.compile(r"\(so far \d+ of 64 draws\)")).first.wait_for()
    seen.page.get_by_text("Band over the range of the assumptions:").first.wait_for()
    seen.page.wait_for_function("() => !document.body.innerText.includes('so far')")  # the other kind too


def test_every_requesting_state_stands_by_name_with_the_figures_of_its_own_run(visit):
    seen = visit()
    seen.page.get_by_role("link", name="Every State").click()
    seen.run_every_state()
    rows = seen.page.locator(".table tbody tr")
    rows.nth(193).wait_for()
    cells = rows.evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td, th')].map(cell => cell.innerText))"
    )
    names = [row[0] for row in cells]
    assert len(names) == 194 and names == sorted(names, key=alphabetical)
    found = compare(load_world(), load_scenario("adopted-text-universal"), "NIC")
    (row,) = (row for row in cells if "Nicaragua" in row)
    for kind in ("data", "person"):
        havens, kept = found.tally(kind)
        assert any(cell.startswith(f"{kept} of {havens} (") for cell in row)
        assert any(cell.startswith(f"{found.mean_change(kind):+.1f} ±") for cell in row)
    scrolled = "document.querySelector('.table').tabIndex"
    assert seen.page.evaluate(scrolled) == 0, "the table can be scrolled by keyboard"


@pytest.mark.parametrize("name", ["Texts compared", "Assumptions", "Law and sources"])
def test_the_other_pages_open(visit, name):
    seen = visit()
    seen.page.get_by_role("link", name=name).click()
    seen.page.get_by_role("heading", name=name, level=1).wait_for()
    seen.page.locator(".table, [data-testid=stDataFrame]").first.wait_for()
    assert seen.page.get_by_text("Traceback").count() == 0


def test_the_page_of_documented_cases_says_what_is_checked_and_what_is_not(visit):
    seen = visit()
    seen.page.get_by_role("link", name="Validation").click()
    seen.page.get_by_text("publicised cases; data results are not validated.").wait_for()
    seen.page.get_by_text("channel blank", exact=True).click()
    seen.page.get_by_role("heading", name="What the model is bad at").wait_for()
    lines = seen.take("dyads", "CSV").path().read_text(encoding="utf-8").splitlines()
    assert len(lines) > 40 and lines[0].startswith("dyad,cases,channels")
    assert seen.page.get_by_text("Traceback").count() == 0


def test_any_clause_can_be_found_by_its_article_and_moved(visit):
    seen = visit()
    page = seen.page
    seen.choose("Requesting State", "Nicaragua")
    page.get_by_text("Band over the range of the assumptions:").first.wait_for()
    before = page.get_by_text("Mean change").first.inner_text()
    page.get_by_text("Every clause, by article").click()
    seen.choose("Clause", "40(6)-(7)")
    page.get_by_text("What one State can do alone.").wait_for()
    page.get_by_text("The safeguards of this text are a floor", exact=False).first.wait_for()
    page.get_by_role("radiogroup", name="Level").get_by_text("safeguards for all").click()
    page.get_by_text("Set here: Other assistance treaties").wait_for()
    page.wait_for_function(DIFFERS, arg=before)
    page.get_by_role("button", name="Take back every level set here").click()
    page.get_by_text(before).first.wait_for()


def test_every_single_change_is_tried_on_demand(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.page.get_by_text("Band over the range of the assumptions:").first.wait_for()
    seen.page.get_by_text("Every single change: what one level").click()
    seen.page.get_by_role("button", name="Try each change alone").click()
    lines = seen.take("single changes", "CSV").path().read_text(encoding="utf-8").splitlines()
    assert len(lines) > 90 and "the scenario as it stands" in lines[1]


def test_texts_are_compared_with_their_effects_beside(visit):
    seen = visit()
    seen.page.get_by_role("link", name="Texts compared").click()
    seen.page.get_by_role("heading", name="Effects beside").wait_for()
    seen.choose("Requesting State", "Nicaragua")
    seen.page.get_by_role("button", name="Download: effects").wait_for()
    seen.page.locator(".js-plotly-plot").nth(3).wait_for()  # four worlds beside one another
    seen.page.get_by_text("And the rules as they stand on the page Safe havens").click()
    seen.page.get_by_text("The first 4 of 5 texts are drawn").wait_for()
    assert seen.page.get_by_text("Traceback").count() == 0


def test_choices_are_kept_over_a_visit_to_another_page(visit):
    seen = visit()
    seen.choose("Requesting State", "Nicaragua")
    seen.choose("Scenario", "Strongest")
    seen.page.get_by_text("Strongest safeguards, against Today: requests of Nicaragua").wait_for()
    seen.page.get_by_text("Band over the range of the assumptions:").first.wait_for()
    before = seen.page.get_by_text("Mean change").first.inner_text()
    seen.lever("Persecution as a ground").press("Home")
    seen.lever("Persecution as a ground").press("Enter")
    seen.page.wait_for_function(DIFFERS, arg=before)
    seen.page.get_by_text("Band over the range of the assumptions:").first.wait_for()
    said = seen.page.get_by_text("Mean change").first.inner_text()
    seen.page.get_by_role("link", name="Assumptions").click()
    seen.page.get_by_role("heading", name="Assumptions", level=1).wait_for()
    seen.page.get_by_role("link", name="Safe havens").click()
    seen.page.get_by_text("Strongest safeguards, against Today: requests of Nicaragua").wait_for()
    seen.page.get_by_text(said).first.wait_for()


def test_a_phone_needs_no_sideways_scrolling(visit):
    seen = visit(390, 844)
    seen.choose("Requesting State", "Nicaragua")
    seen.settled()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_option_of_the_app_exists_in_this_release_of_its_framework():
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())

    def names_in(options, path=()):
        nested = (
            names_in(value, (*path, name)) if isinstance(value, dict) else {".".join((*path, name))}
            for name, value in options.items()
        )
        return set().union(*nested)

    names = names_in(written)
    assert names <= set(config._config_options_template)
    assert written["browser"]["gatherUsageStats"] is False and written["server"]["address"] == "127.0.0.1"
