"""Tables as a page draws them: whole, readable, and nothing but words in them."""

import pandas as pd
from page_tables import read

from simulator.presentation.page_table import as_html
from simulator.words.say import using

MADE = pd.DataFrame(
    {
        "host": ["Brazil", "Côte d'Ivoire"], "article": ["64-65", "2(h)"], "met": ["+45.5 ±1.5", "5 % (0 % to 10 %)"],
        "came": ["250", "under 25"], "share": [0.5, float("nan")], "year": [2016.0, 1998.0], "in force": [True, False],
        "reason": ["", "A text that is so long that its column should be wide enough for it to be read."],
    }
)  # fmt: skip


def test_every_cell_is_there_in_the_order_given_and_the_first_column_heads_the_rows():
    made = as_html(MADE, "Hosts")
    assert read(made).columns.tolist() == MADE.columns.tolist()
    assert (
        read(made)["host"].tolist() == MADE["host"].tolist()
        and read(made)["reason"].tolist() == MADE["reason"].tolist()
    )
    assert made.count('scope="row"') == len(MADE) and made.count('scope="col"') == MADE.shape[1]
    assert 'tabindex="0" aria-label="Hosts"' in made, "it is named, and scrolled by keyboard"
    assert as_html(MADE.set_index("host"), "Hosts") == made, "an index that has a name is a column"


def test_figures_stand_at_the_right_articles_and_texts_do_not():
    heads = as_html(MADE, "").split("<tbody>")[0]
    kinds = {name: f'<th class="{kind}" scope="col">{name}</th>' in heads for kind, names in
             {"figures": ("came", "share", "year"), "long": ("reason",)}.items() for name in names}  # fmt: skip
    assert all(kinds.values()), kinds
    assert heads.count("class=") == 1 + len(kinds), "and no other"


def test_a_year_is_not_grouped_a_missing_value_says_nothing_and_figures_have_the_readers_signs():
    table = read(as_html(MADE, ""))
    assert table["year"].tolist() == ["2016", "1998"] and table["share"].tolist() == ["0.5", ""]
    assert table["in force"].tolist() == ["✓", "–"]
    with using("fr"):
        assert read(as_html(MADE, ""))["share"].tolist() == ["0,5", ""]


def test_nothing_in_a_cell_a_heading_or_a_name_becomes_a_part_of_the_page():
    evil = '"><img src=x onerror=alert(1)>'
    made = as_html(pd.DataFrame({evil: [evil]}), evil)
    assert "<img" not in made and read(made).iloc[0, 0] == evil
