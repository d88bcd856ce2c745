"""What States are called: their own names, or aliases that a key deals and that change no number."""

import re
import threading
import unicodedata

import numpy as np
import pandas as pd
import pytest
from babel import Locale
from babel.core import get_global

from simulator.analysis.havens import compare
from simulator.app.board.payload import asked, plan, reference, result
from simulator.data.naming import FOLDER, aliases
from simulator.data.states import load_states
from simulator.data.tables import read_table
from simulator.export.link.choice import START, Choice
from simulator.export.link.text import decode, encode
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.tiles import load_tiles, tiles
from simulator.words.aliases import MODES, OWN_NAMES
from simulator.words.masked import LEFT_OUT, masked, untold
from simulator.words.names import code_of, name_of, origin_of, real_code
from simulator.words.say import as_now, in_english, languages, spoken, using
from simulator.words.scripts import spelt

STATES = load_states()
ALIASED = [mode for mode in MODES if mode != OWN_NAMES]
ALPHA_3 = {code for code in get_global("territory_aliases") if re.fullmatch("[A-Z]{3}", code)}


@pytest.mark.parametrize("mode", ALIASED)
def test_every_state_has_a_code_and_a_name_of_its_own_that_lead_back_to_it(mode):
    for language in languages():
        with using(language, aliases=aliases(mode, 7)):
            assert len({name_of(state) for state in STATES}) == len(STATES) == len({code_of(s) for s in STATES})
            assert [real_code(code_of(state)) for state in STATES] == [state.iso3 for state in STATES]
            assert real_code("NIC") == ""


@pytest.mark.parametrize("mode", ALIASED)
def test_one_key_gives_the_same_labels_for_ever_and_another_key_others(mode):
    dealt = {key: [aliases(mode, key).by_code[state.iso3].code for state in STATES] for key in (7, 8)}
    assert dealt[7] != dealt[8]
    kept = {"regions": "AS44 AF49 EU25", "codes": "S182 S002 S161", "invented": "VUB BAM SAL"}
    assert dealt[7][:3] == kept[mode].split()


def test_invented_names_are_those_of_no_place_and_their_codes_those_of_no_state():
    rows = read_table(FOLDER, "invented", ("name",), ("code",))
    taken = {
        str(name).casefold()
        for language in (*languages(), "ar", "ru", "zh", "pt", "de", "it")
        for name in Locale.parse(language).territories.values()
    }
    assert len(rows) >= len(STATES) and len({row["name"] for row in rows}) == len(rows)
    assert {row["name"].casefold() for row in rows} & taken == set()
    assert {state.iso3 for state in STATES} - ALPHA_3 == {"XKX"}
    assert {row["code"] for row in rows} & {*ALPHA_3, "XKX"} == set()
    assert all(re.fullmatch("[A-Z]{3}", row["code"]) and re.fullmatch("[A-Z][a-z]{4,6}", row["name"]) for row in rows)


INVENTED_NAMES = [row["name"] for row in read_table(FOLDER, "invented", ("name",), ("code",))]
SCRIPTS = {"ar": "ARABIC LETTER", "ru": "CYRILLIC", "zh": "CJK UNIFIED"}  # others are written in Latin letters


@pytest.mark.parametrize("language", languages())
def test_invented_names_are_in_the_readers_script_and_differ_from_one_another_and_from_every_state(language):
    written = [spelt(name, language) for name in INVENTED_NAMES]
    assert len(set(written)) == len(INVENTED_NAMES)
    assert all(unicodedata.name(sign).startswith(SCRIPTS.get(language, "LATIN")) for sign in "".join(written))
    with using(language):
        real = [name_of(state).casefold() for state in STATES]
    assert [(name, one) for name in written for one in real if one in name.casefold()] == []


@pytest.mark.parametrize(
    ("language", "one", "whole"),
    [
        ("en", "Brivara", "Brivara"),
        ("ar", "Brivara", "بريڤارا"),
        ("ru", "Brivara", "Бривара"),
        ("zh", "Brivara", "布里瓦腊"),
        ("zh", "Balvor", "巴勒沃尔"),
        ("ru", "Fovia", "Фовиа"),
    ],
)
def test_an_invented_name_has_the_same_sounds_in_the_same_order_in_every_script(language, one, whole):
    assert spelt(one, language) == whole


def test_one_key_deals_the_same_invented_names_in_every_script_and_files_have_them_in_latin_letters():
    state, dealt = STATES[0], aliases("invented", 7)
    latin = dealt.by_code[state.iso3].name
    for language in languages():
        with using(language, aliases=dealt):
            assert name_of(state) == spelt(latin, language) and masked(state.name) == name_of(state)
            assert masked(masked(state.name)) == name_of(state)
            with in_english():
                assert name_of(state) == latin
    with using("zh", aliases=aliases("codes", 7)):
        assert name_of(state) == code_of(state)


def test_a_russian_phrase_does_not_decline_an_invented_name():
    with using("ru", aliases=aliases("invented", 7)):
        assert {origin_of(state) for state in STATES} == {f"из государства {name_of(state)}" for state in STATES}


def test_a_numbered_region_is_named_in_the_language_of_the_reader():
    region = {state.iso3: state.region for state in STATES}
    dealt = aliases("regions", 7)
    with using("fr", aliases=dealt):
        assert {name_of(s).split()[0] for s in STATES if region[s.iso3] == "Africa"} == {"Afrique"}
        assert next(origin_of(s) for s in STATES if region[s.iso3] == "Africa").startswith("d'Afrique ")


@pytest.mark.parametrize("mode", ALIASED)
def test_tiles_are_dealt_anew_within_the_region_or_over_the_whole_grid(mode):
    own = load_tiles()
    with using("en", aliases=aliases(mode, 7)):
        dealt = tiles()
        for apart in (True, False):
            group = {state.iso3 for state in STATES if state.in_totals != apart}
            assert {dealt[code] for code in group} == {own[code] for code in group}
    region = {own[state.iso3]: state.region for state in STATES if state.in_totals}
    same = [region[dealt[state.iso3]] == state.region for state in STATES if state.in_totals]
    assert all(same) == (mode == "regions")
    assert dealt != own and tiles() == own


@pytest.mark.parametrize("mode", ALIASED)
def test_the_board_is_told_the_same_of_every_state_under_its_alias(mode):
    world = load_world()
    found = compare(world, load_scenario(START), "NIC", 1, 64)

    def told():
        shown, of = plan(world), result(asked(found), reference(found), found)
        rows = (
            of["status"],
            of["candidates"],
            of["kinds"]["data"]["after"]["classes"],
            of["kinds"]["person"]["before"]["chances"],
        )
        return [state[0] for state in shown["states"]], rows, of

    codes, rows, plain = told()
    with using("en", aliases=aliases(mode, 7)):
        labels, shuffled, of = told()
        assert labels == sorted(labels) and set(labels).isdisjoint(codes)
        place = [codes.index(real_code(label)) for label in labels]
        assert shuffled == tuple("".join(row[i] for i in place) for row in rows)
        assert of["kinds"]["data"]["after"]["kept"] == plain["kinds"]["data"]["after"]["kept"]
        assert not np.array_equal(place, np.arange(len(place)))


@pytest.mark.parametrize("mode", ALIASED)
def test_a_link_holds_aliases_alone_and_leads_back_to_the_same_choice(mode):
    choice = Choice.of().model_copy(update={"requesting": "NIC", "host": "BRA", "names": mode, "key": 4821})
    text = encode(choice)
    assert f"names={mode}" in text and "key=4821" in text and "NIC" not in text and "BRA" not in text
    assert decode(text) == (choice, ())
    _, faults = decode(text + "&left=NOR")
    assert len(faults) == 1 and faults[0].startswith("left: 'NOR' is not known here.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("names=flags&key=4821", "names: 'flags' is not known here"),
        ("names=codes&key=0", "key: '0' is no key. Write a number from 1 to 9999. Used instead: real names."),
        ("names=codes&key=4821.5", "key: '4821.5' is no key."),
        ("names=codes", "key: it deals what States are called, and is missing."),
        ("key=x", "key: 'x' is no key."),
    ],
)
def test_a_naming_that_cannot_be_used_is_named_and_states_keep_their_names(text, said):
    choice, faults = decode(f"{encode(Choice.of())}&{text}")
    assert choice.names == OWN_NAMES and len(faults) == 1 and faults[0].startswith(said)


@pytest.mark.parametrize("mode", ALIASED)
def test_what_leaves_with_own_names_in_it_is_put_under_aliases_and_keeps_its_numbers(mode):
    frame = pd.DataFrame({"iso3": ["BRA", "CRI", "NIC"], "host": ["Brazil", "Costa Rica", "Nicaragua"], "n": [1, 2, 3]})
    record = {
        "requesting": "NIC",
        "parties": ["BRA", "CRI"],
        "of": {"NIC": 1},
        "hosts": [{"iso3": "BRA"}, {"iso3": "CRI"}],
    }
    told = "CRI, NIC: Not joining: Costa Rica (1 State); a-NIC-b"
    assert masked(frame) is frame and masked(record) is record and masked(told) is told
    with using("en", aliases=aliases(mode, 7)):
        code = {own: code_of(own) for own in frame["iso3"]}
        name = {own: name_of(next(s for s in STATES if s.iso3 == own)) for own in frame["iso3"]}
        shown = masked(frame)
        assert dict(zip(shown["iso3"], shown["n"], strict=True)) == dict(
            zip(map(code.get, frame["iso3"]), [1, 2, 3], strict=True)
        )
        assert shown["host"].tolist() == [name[real_code(own)] for own in shown["iso3"]]
        assert shown["iso3"].is_monotonic_increasing
        assert masked(record) == {
            "requesting": code["NIC"], "parties": sorted([code["BRA"], code["CRI"]]), "of": {code["NIC"]: 1},
            "hosts": [{"iso3": one} for one in sorted([code["BRA"], code["CRI"]])],
        }  # fmt: skip
        both = ", ".join(sorted([code["CRI"], code["NIC"]]))
        assert masked(told) == f"{both}: Not joining: {name['CRI']} (1 State); a-{code['NIC']}-b"
        assert masked(masked(told)) == masked(told)


def test_a_text_about_real_states_is_left_out_under_aliases_alone():
    text = "Nicaragua raised the maximum."
    assert untold(text) == text
    with using("en", aliases=aliases("codes", 7)):
        assert untold(text) == LEFT_OUT and untold("A State raised the maximum.") == "A State raised the maximum."


def test_a_file_made_in_another_thread_uses_the_names_of_who_asked():
    with using("fr", aliases=aliases("codes", 7)):
        made = as_now(lambda: (spoken().language, code_of("NIC")))
        expected = (spoken().language, code_of("NIC"))
    heard = []
    worker = threading.Thread(target=lambda: heard.append(made()))
    worker.start()
    worker.join(10)
    assert heard == [expected]
