"""Tables of every page: one helper draws them, nobody can sort them, and they follow the language and the paper."""

from pathlib import Path

import pytest
from test_access import settle

from simulator.words.say import say, using

APP = Path(__file__).resolve().parents[2] / "simulator" / "app"
LINK = "/#v=0.1.0&s=adopted-text-universal&from=NIC&at=BRA&lang="
A4 = {"width": 794 - 91, "height": 1123}  # within its margins [px]


def test_one_helper_draws_every_table():
    texts = {path.name: path.read_text(encoding="utf-8") for path in APP.rglob("*.py")}
    assert [name for name, text in texts.items() if "st.table(" in text or "st.dataframe(" in text] == []
    assert [name for name, text in texts.items() if "as_html(" in text] == ["tables.py"]


def hosts(visit, lang, **how):
    seen = visit(path=LINK + lang, **how)
    seen.settled()
    settle(seen.page)
    with using(lang):
        table = seen.page.get_by_role("region", name=say("Hosts"), exact=True)
    table.get_by_role("row").nth(20).wait_for()
    return seen.page, table


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_hosts_run_as_lines_do_with_their_heads_in_sight_and_digits_under_digits(visit, lang):
    _, table = hosts(visit, lang)
    xs = (
        table.locator("tbody tr")
        .first.locator("th, td")
        .evaluate_all("all => all.map(one => one.getBoundingClientRect().x)")
    )
    assert xs == sorted(xs, reverse=lang == "ar") and len(xs) > 8
    ends = table.locator("tbody .figures:last-child").evaluate_all(
        """all => all.map((cell) => { const range = document.createRange(); range.selectNodeContents(cell);
          return Math.round(range.getBoundingClientRect().right); })"""
    )
    assert len(ends) > 20 and len(set(ends)) == 1, "units stand under units"
    top = table.bounding_box()["y"]
    table.evaluate("one => one.scrollTo(0, 300)")
    assert table.locator("thead th").first.bounding_box()["y"] == pytest.approx(top + 1, abs=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_the_whole_table_stands_dark_on_light_and_no_control_is_printed(visit, scheme):
    page, table = hosts(visit, "en", scheme=scheme)
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    rows = table.get_by_role("row").count()
    assert rows > 30 and table.bounding_box()["height"] > 15 * rows, "nothing is left to scroll"
    assert table.evaluate("one => getComputedStyle(one.querySelector('table')).display") == "table", (
        "which breaks between its rows"
    )
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    assert table.locator("td").first.evaluate("one => getComputedStyle(one).color") == "rgb(21, 32, 43)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    for control in ("SVG", "Download: hosts", "Tiles", "Map", "nobody", "Summary (JSON)", "Try each change alone"):
        assert not page.get_by_role("button", name=control, exact=True).first.is_visible(), control
    assert page.get_by_role("slider").first.is_visible(), "where the levers stand is told"
