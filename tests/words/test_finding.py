"""A State is found by its code and by its names in every language of the program, however they are written."""

import pytest
from babel import Locale

from simulator.data.naming import aliases
from simulator.data.states import load_states
from simulator.words.aliases import MODES, OWN_NAMES
from simulator.words.finding import meant, names_of, near, plain
from simulator.words.names import code_of, name_of
from simulator.words.say import languages, using
from simulator.words.tables import table

STATES = load_states()
CODES = {state.iso3 for state in STATES}
ALIASED = [mode for mode in MODES if mode != OWN_NAMES]


@pytest.mark.parametrize("language", languages())
def test_every_state_is_found_by_its_code_and_by_its_name_whatever_language_one_reads(language):
    with using(language):
        names = {state.iso3: name_of(state) for state in STATES}
    for code, name in names.items():
        assert meant(name, STATES) == meant(name.upper(), STATES) == meant(code, STATES) == [code], name


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("TUR", "Turkey|Turkiye|türkiye|Turquie|土耳其|تركيا"),
        ("CIV", "Cote d'Ivoire|Côte d’Ivoire|ivory coast|Кот-д'Ивуар"),
        ("MMR", "Burma|Myanmar|Бирма|缅甸"),
        ("SWZ", "Swaziland|Eswatini"),
        ("CPV", "Cape Verde|Cabo Verde|Cap-Vert"),
        ("CZE", "Czech Republic|Czechia|republica checa"),
        ("NLD", "Holland|Netherlands|the Netherlands|Pays-Bas"),
        ("USA", "USA|US|U.S.A.|United States of America|Estados Unidos|EE. UU.|EE.UU.|США"),
        ("GBR", "UK|Great Britain|Royaume Uni|英国"),
        ("ARE", "UAE|Emiratos Árabes Unidos|ОАЭ"),
        ("COD", "DRC|Congo-Kinshasa|Zaire|RDC"),
        ("COG", "Congo|Congo-Brazzaville|Republic of the Congo"),
        ("KOR", "South Korea|Republic of Korea|Corée du Sud|韩国|Южная Корея"),
        ("PRK", "North Korea|DPRK|朝鲜|КНДР"),
        ("RUS", "Russia|Russian Federation|Россия|РФ|روسيا"),
        ("IRN", "Iran|Islamic Republic of Iran|Иран"),
        ("SYR", "Syria|Syrian Arab Republic|Syrie"),
        ("VEN", "Venezuela|República Bolivariana de Venezuela"),
        ("BOL", "Bolivia|Plurinational State of Bolivia"),
        ("VAT", "Vatican|Vatican City|Holy See|Saint-Siège|Ватикан"),
        ("PSE", "Palestine|State of Palestine|Палестина"),
        ("TTO", "Trinidad & Tobago|trinidad and tobago"),
        ("ITA", "ita|ITALY|Italia|إيطاليا|ايطاليا"),
    ],
)
def test_a_state_is_found_by_other_usual_names_without_accents_and_capitals(code, given):
    for name in given.split("|"):
        assert meant(name, STATES) == [code], name


def test_a_name_of_two_states_finds_both_and_what_is_no_name_finds_none():
    assert meant("Korea", STATES) == meant("corée", STATES) == ["KOR", "PRK"]
    for nothing in ("", " ", "Atlantis", "Guin", "S001"):
        assert meant(nothing, STATES) == ()


def test_names_that_are_nearly_right_offer_the_states_that_may_be_meant():
    assert near("Nikaragua", STATES)[0] == "NIC" and near("Turky", STATES)[0] == "TUR"
    assert near("NIK", STATES)[0] == "NIC" and near("Никарагуаа", STATES)[0] == "NIC"
    assert len(near("guinea-bisau", STATES)) <= 3 and near("xqzw", STATES) == []


def test_other_names_are_of_states_and_none_is_there_for_nothing():
    assert table("other_names").keys() <= CODES
    for state in STATES:
        others = [plain(name) for name in table("other_names").get(state.iso3, ())]
        territories = (Locale.parse(language).territories[state.iso2] for language in languages())
        usual = {state.iso3.casefold(), *map(plain, territories)}
        for language in languages():
            with using(language):
                usual.add(plain(name_of(state)))
        assert len(set(others)) == len(others) and "" not in others, state.iso3
        assert set(others) & usual == set(), state.iso3


@pytest.mark.parametrize("mode", ALIASED)
def test_under_aliases_a_state_is_found_by_them_alone_in_every_script(mode):
    real = {name for state in STATES for name in (state.iso3, *names_of(state))}
    with using("en", aliases=aliases(mode, 7)):
        assert {name for name in real if meant(name, STATES)} == set()
        for language in languages():
            with using(language, aliases=aliases(mode, 7)):
                called = [(state.iso3, name_of(state), code_of(state)) for state in STATES]
            assert all(meant(name, STATES) == meant(alias, STATES) == [code] for code, name, alias in called)
