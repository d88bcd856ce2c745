"""Report, pictures, records and commands name States as the reader does, whatever lists, events and numbers a scenario has."""

from datetime import date

import pytest
from leaks import of_file, of_table, own

from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.data.naming import aliases
from simulator.export.link.choice import Choice
from simulator.export.manifest import manifest
from simulator.export.reproduce import command, link_of, python
from simulator.export.summary import summary
from simulator.model.adoption import Adoption, Declarations
from simulator.model.world import load_world
from simulator.presentation.hosts import hosts_read
from simulator.presentation.report.pages import report
from simulator.presentation.sentences import headline
from simulator.presentation.tiles_figure import tiles_figure
from simulator.presentation.world_picture import world_picture
from simulator.words.aliases import MODES, OWN_NAMES
from simulator.words.masked import masked
from simulator.words.say import using

ON = date(2026, 11, 25)
CODES = tuple(state.iso3 for state in load_world().states if state.in_totals)
CHOICE = Choice.of(
    "penalty-raised"
).model_copy(  # an event in one State, lists, and an assumption about one State
    update={
        "adoption": Adoption(list="own", states=(*CODES[:60], "NIC", "RUS"), leaving=("AUT", "BEL")),
        "declarations": Declarations(list="own", states=("BRA", "CRI")),
        "assumptions": {"service.mail.USA": 0.4},
    }
)


@pytest.fixture(scope="module")
def found():
    return with_band(compare(load_world(), CHOICE.scenario(), "NIC", 1, 64, hosts=frozenset({"BRA", "CRI", "DEU"})))


@pytest.mark.parametrize(
    ("mode", "language"), [*((mode, "en") for mode in MODES), ("regions", "fr"), ("invented", "ar"), ("invented", "zh")]
)
def test_whatever_is_made_of_a_comparison_has_no_own_name(found, mode, language):
    with using(language, aliases=aliases(mode, 9)):
        there = own(of_file("report.pdf", report(found, link_of(found), command(found), ON)))
        texts = [command(found), python(found), *headline(found), world_picture(found, "data", ON)]
        texts += [str(masked(made(found))) for made in (manifest, summary)]
        texts += [
            str(tiles_figure(found, "data", ON).to_plotly_json()),
            *of_table(hosts_read(found)),
        ]
        there |= own(texts)
    assert there == {} if mode != OWN_NAMES else {"NIC", "BRA", "CRI"} < there.keys()
