"""The table of hosts as a reader of another language reads it."""

from simulator.analysis.havens import compare
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.hosts import HEADINGS, host_table, said
from simulator.presentation.said import AS_FILED
from simulator.presentation.world_map import WORDS
from simulator.words.say import using


def test_every_heading_and_class_is_said_and_every_figure_stays():
    world = load_world()
    found = compare(world, load_scenario("adopted-text-universal"), "NIC", 1, 64)
    table = host_table(found, all_states=True)
    assert set(table.columns) <= {*AS_FILED, *HEADINGS}
    assert set(table["data: baseline"]) | set(table["person: scenario"]) <= set(WORDS.values())
    english = said(table, world)
    assert english.to_numpy().tolist() == table.to_numpy().tolist()
    assert not [head for head in english.columns if "_" in head]
    with using("fr"):
        french = said(table, world)
    assert not (set(french.columns) - {"code"}) & set(english.columns)
    assert not set(french.iloc[:, 2]) & set(WORDS.values())
    assert french.loc[french["code"] == "DEU"].iloc[0, 1] == "Allemagne"
    assert french.select_dtypes("number").to_numpy().tolist() == table.select_dtypes("number").to_numpy().tolist()
