"""What the board is told, without a browser: plain values, every word from Python, one character a state."""

import json
import re

import pytest

from simulator.analysis.candidates import candidates
from simulator.analysis.classes import KINDS
from simulator.analysis.havens import compare
from simulator.app.board.component import HERE, SCRIPTS
from simulator.app.board.payload import asked, genuine_met, plan, reference, result, stand, table
from simulator.app.board.texts import COUNTED, TEXTS, texts
from simulator.data.naming import aliases
from simulator.law.routes import WAYS
from simulator.model.compile import Compiler
from simulator.model.levers import PARTIES, level_at, levers, move
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
from simulator.presentation.condition import condition, edited
from simulator.presentation.preview import level_ids, lever_pairs
from simulator.words.finding import plain
from simulator.words.say import languages, using
from simulator.words.scripts import spelt

N = 64
WHOLE = load_scenario("adopted-text-universal")
SCRIPT = "\n".join(path.read_text(encoding="utf-8") for path in (*SCRIPTS, HERE / "board.js"))


def found(scenario=WHOLE):
    return compare(load_world(), scenario, "NIC", 1, N)


def told_of(found):
    return result(asked(found), reference(found), found)


def test_the_plan_is_plain_and_has_every_state_lever_level_and_route():
    told = json.loads(json.dumps(plan(load_world())))
    assert [state[0] for state in told["states"]] == list(load_world().codes)
    assert [lever["id"] for lever in told["levers"]] == list(levers())
    assert len(told["levers"]) + 1 == 9 and len(told["questions"]) == 4
    assert len({route["glyph"] for route in told["routes"].values()}) == len(WAYS)
    for lever in told["levers"]:
        assert lever["adopted"] in [level["id"] for level in lever["levels"]]
        assert all(level["route"] in told["routes"] and "[" in level["reading"] for level in lever["levels"])


def test_the_plan_leads_to_a_state_by_its_code_and_all_its_names_that_of_the_reader_first():
    names = plan(load_world())["found"][load_world().index_of("TUR")]
    assert names[:2] == ["turkiye", "tur"] and {"turkey", "turquie", "turquia", "土耳其"} < set(names)
    with using("ru"):
        assert plan(load_world())["found"][load_world().index_of("TUR")][0] == "турция"
    with using("ru", aliases=aliases("invented", 7)):
        told, alias = plan(load_world()), aliases("invented", 7).by_code["TUR"]
        place = [state[0] for state in told["states"]].index(alias.code)
        called = [plain(spelt(alias.name, language)) for language in ("ru", *languages())]
        assert told["found"][place] == list(dict.fromkeys([called[0], plain(alias.code), *called]))


def test_the_script_uses_only_words_that_python_gives_and_has_none_of_its_own():
    bare = re.sub(r"//.*|/\*[\s\S]*?\*/", "", SCRIPT)
    assert set(re.findall(r"texts\.(\w+)", bare)) <= set(texts())
    literals = re.findall(r'"([^"\n]*)"|`([^`]*)`', bare)
    words = [text for pair in literals for text in pair if re.search(r"[A-Z][a-z]+ [a-z]{2,}", text)]
    assert words == []


def test_every_text_that_is_counted_has_a_form_for_every_number():
    for language in languages():
        with using(language):
            told = plan(load_world())
        assert told["lang"] == language and len(told["plurals"]) == 196
        for name in COUNTED:
            assert set(told["plurals"]) == {str(form) for form in range(len(told["texts"][name]))}


def test_switching_the_language_changes_words_and_nothing_else():
    def without_words(told):
        if isinstance(told, dict):
            words = {
                "texts",
                "lang",
                "direction",
                "plurals",
                "decimal",
                "name",
                "title",
                "reading",
                "who",
                "from",
                "origin",
                "condition",
                "regions",
                "stamp",
                "full",
            }
            return {key: without_words(value) for key, value in told.items() if key not in words}
        return [without_words(one) for one in told] if isinstance(told, list | tuple) else told

    def told():
        here, board = found(), dict(plan(load_world()))
        board["states"] = [[code, *rest] for code, _, *rest in board["states"]]
        board["found"] = [sorted(names) for names in board["found"]]  # the reader's own name is the first
        board["questions"] = [id for id, _ in board["questions"]]
        board["parties"] = {**board["parties"], "orders": [id for id, _ in board["parties"]["orders"]]}
        return [without_words(one) for one in (board, told_of(here), genuine_met(here), stand(WHOLE, WHOLE, "CRI", 3))]

    every = {}
    for language in languages():
        with using(language):
            every[language] = json.dumps(told()), condition(WHOLE)
    assert len({numbers for numbers, _ in every.values()}) == 1
    assert len({words for _, words in every.values()}) == len(every)


def test_every_text_that_the_script_fills_has_the_names_that_it_fills():
    for key, names in {"kept_of": {"kept", "havens"}, "named": {"name", "code"}, "of_states": {"n"}}.items():
        assert set(re.findall(r"{(\w+)}", TEXTS[key])) == names


def test_the_result_has_one_character_a_state_and_marks_who_asks():
    told = json.loads(json.dumps(told_of(found())))
    size = len(load_world().states)
    assert told["status"][load_world().index_of("NIC")] == "r" and told["status"].count("r") == 1
    assert told["status"].count("o") == 2
    chosen = candidates(load_world(), "NIC", "recorded").chosen
    assert [mark == "1" for mark in told["candidates"]] == chosen.tolist()
    for kind in KINDS:
        for side in ("before", "after"):
            assert len(told["kinds"][kind][side]["classes"]) == len(told["kinds"][kind][side]["chances"]) == size
        assert "band" not in told["kinds"][kind], "no band is told before it is drawn"
    assert len(json.dumps(told)) < 4_096


def test_two_scenarios_that_differ_in_one_lever_share_the_key_of_that_lever_alone():
    one, other = (told_of(found(move(WHOLE, "persecution", level)))["keys"] for level in ("may", "shall"))
    assert [lever for lever in one if one[lever] == other[lever]] == ["persecution"]


def test_a_table_belongs_to_one_result():
    here = found()
    pairs = lever_pairs(Compiler(here.world), WHOLE, "data", level_ids("data"), "NIC", here.candidates.chosen, 1, N)
    told = json.loads(json.dumps(table(pairs, "data", asked(here), reference(here))))
    assert told["against"] == told_of(here)["id"] == asked(here).id
    assert told["key"] == told_of(here)["keys"]["data"]
    assert told["levels"] == ["none", "adopted", "mandatory"]


def test_it_is_said_where_every_lever_stands_and_where_the_scenario_has_it():
    moved = move(move(WHOLE, "scope", "convention"), PARTIES, "votes-20")
    told = stand(moved, WHOLE, "CRI", 3)
    differ = {lever for lever in told["values"] if told["values"][lever] != told["original"][lever]}
    assert differ == {"scope", PARTIES} and told["values"][PARTIES] == level_at(moved, PARTIES) == "votes-20"
    assert (told["parties"], told["in_force"], told["host"], told["answered"]) == (20, False, "CRI", 3)


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ({}, "If every State became a party to the adopted text"),
        ({"scope": "convention"}, "If every State became a party to a changed text (Which crimes: Convention offences)"),
        ({"data": "mandatory"}, "If every State became a party to the text with 3 clauses changed"),
        ({PARTIES: "signature-39"}, "If the first 39 States along the order became parties, the Convention not being in force"),
        ({"declarations": "all"}, "If every State became a party to the adopted text and 195 declared to refuse where it permits"),
    ],
)  # fmt: skip
def test_the_sentence_names_the_rules(moves, said):
    scenario = WHOLE
    for lever, level in moves.items():
        scenario = move(scenario, lever, level)
    assert condition(scenario) == said


def test_what_was_edited_besides_the_rules_is_said_and_nothing_else_is():
    assert edited(WHOLE) == edited(move(WHOLE, "data", "mandatory")) == ""
    moved = WHOLE.model_copy(update={"assumptions": {"cooperation_level": 0.4}, "baseline": WHOLE.baseline})
    assert edited(moved) == "Assumptions edited: 1 (how readily all States help)."
    other = WHOLE.model_copy(update={"baseline": "adopted-text-signatories"})
    assert edited(other) == f"Compared with: {load_scenario('adopted-text-signatories').title}."
