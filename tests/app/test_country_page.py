"""My country: the library's own sentence and figures for the host chosen, under the rules that stand on the first page."""

import re

from simulator.analysis.alone import ACTS
from simulator.analysis.country import acted, country, origins_of
from simulator.export.link.choice import Choice
from simulator.export.link.text import encode
from simulator.model.levers import move
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.country import acts_table, headline, origins_read

MOVED = move(load_scenario("adopted-text-universal"), "scope", "convention")


def test_a_host_sees_what_the_rules_of_the_first_page_change_for_those_it_shelters(visit):
    choice = Choice.of().model_copy(update={"requesting": "NIC", "settings": MOVED.settings})
    seen = visit(path=f"/#{encode(choice)}")
    seen.settled()
    page = seen.page
    page.get_by_role("link", name="My country").click()
    page.get_by_role("heading", name="My country", level=1).wait_for()
    seen.choose("Host", "Malta")
    found = country(load_world(), MOVED, "MLT")
    page.get_by_role("heading", name=headline(found)).wait_for()
    rows, table = page.get_by_role("table").first.get_by_role("row"), origins_read(found)
    rows.nth(len(table)).wait_for()
    assert rows.count() == 1 + len(table)
    told = re.split(r"\s*\t\s*", rows.nth(1).inner_text().strip())
    assert told == [table.index[0], *(str(value) for value in table.iloc[0])]
    page.get_by_role("button", name="Try each act alone").click()
    page.get_by_text(ACTS[0].words).wait_for()
    page.get_by_role("table").nth(1).get_by_role("row").nth(1 + len(ACTS)).wait_for()
    cells = page.get_by_role("table").nth(1).inner_text()
    for kept in acts_table(acted(found))["data havens kept"]:
        assert kept in cells


def test_a_host_rated_not_free_is_not_assessed_and_what_is_recorded_is_shown(visit):
    seen = visit()
    seen.page.get_by_role("link", name="My country").click()
    seen.choose("Host", "Egypt")
    seen.page.get_by_text("Egypt is rated Not Free or is not rated, so it is not assessed as a refuge.").wait_for()
    origins, _ = origins_of(load_world(), "EGY")
    seen.page.get_by_role("table").first.get_by_role("row").nth(len(origins)).wait_for()  # and one row of headings
