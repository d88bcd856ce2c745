"""A link of an older version: what it holds that is no longer as it was, from the records of versions; figures are not recomputed."""

import json

import pytest

from simulator import __version__
from simulator.errors import DataError
from simulator.export import released
from simulator.export.link.choice import Choice
from simulator.export.link.text import decode, encode, exactly
from simulator.export.released import Record, load_record, record, renamed
from simulator.export.since import since, since_lines
from simulator.law.called import called
from simulator.law.settings import load_catalogue
from simulator.words.say import using

OLD = "0.0.9"
LINK = f"v={OLD}&s=adopted-text-universal&from=NIC"
MAY = load_catalogue()["persecution"]["may"]
SAYS = f"{MAY.paraphrase} ({MAY.mechanism})"


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Write the record of an invented older version: this one's, but for what a test changes in it."""
    monkeypatch.setattr(released, "FOLDER", tmp_path)
    (tmp_path / "renamed.toml").write_text("", encoding="utf-8")

    def write(change=lambda old: None, renamed=""):
        old = json.loads(record().model_dump_json()) | {"version": OLD}
        change(old)
        (tmp_path / f"{OLD}.json").write_text(json.dumps(old), encoding="utf-8")
        (tmp_path / "renamed.toml").write_text(renamed, encoding="utf-8")
        load_record.cache_clear()
        released.renames.cache_clear()

    yield write
    load_record.cache_clear()
    released.renames.cache_clear()


def rows(text=LINK):
    return [tuple(row) for row in since(text).rows]


def test_the_record_of_this_version_is_what_the_program_holds():
    assert load_record(__version__) == record(), (
        "run `python -m simulator.export.released`; after a release, give the program its next version first"
    )


def test_a_link_of_this_version_and_no_link_have_no_such_table():
    assert since("") is None and since("#" + encode(Choice.of())) is None and since_lines("") == []


@pytest.mark.parametrize("text", [LINK, "s=today", "v=../../etc/passwd", "v=0.1.0.json"])
def test_a_version_without_a_record_says_so(text):
    assert since(text).rows == () and "No record of that version" in since(text).title


def test_where_nothing_changed_it_is_said_and_that_no_figure_was_worked_out_again(kept):
    kept()
    assert since(LINK).title == f"All that this link holds is as in version {OLD}." and rows() == []
    assert "No figure was worked out again with the older version" in since(LINK).note
    assert __version__ in since(LINK).note


def test_exactly_what_changed_is_a_row_with_what_then_and_now(kept):
    def change(old):
        old["scenarios"]["adopted-text-universal"]["parties"] = "signatories"
        old["lists"]["signatories"] = 60
        old["settings"]["persecution"]["levels"]["may"][0] = "might refuse"
        old["assumptions"]["mask.pretext"][0] = 0.5
        old["cases"]["journalist-false-news"]["standing"] = "visitor"
        old["sources"]["data: states"] = "195 · 00000000"

    kept(change)
    assert rows() == [
        ("Who has joined", "signatories (60)", "universal (195)"),
        ("Persecution ground", f"might refuse. {SAYS}", f"may refuse. {SAYS}"),
        (called("mask.pretext"), "0.5, range 0.12-0.75", "0.42, range 0.12-0.75"),
        ("journalist-false-news: standing", "visitor", "asylum_seeker"),
        ("data: states", "195 · 00000000", record().sources["data: states"]),
    ]  # fmt: skip
    assert since_lines(LINK)[1] == "Who has joined | signatories (60) | universal (195)"


def test_what_the_link_says_itself_or_does_not_hold_is_no_row(kept):
    def change(old):
        start = old["scenarios"]["adopted-text-universal"]
        start["parties"], start["set.persecution"], start["a.mask.pretext"] = "none", "shall", "0.6"
        old["scenarios"]["speech-protocol"]["parties"] = "none"
        old["settings"]["persecution"]["levels"]["none"][0] = "nowhere used"
        old["cases"]["critic-honour"]["standing"] = "visitor"
        old["conducts"]["insult_ruler"] = "00000000"

    kept(change)
    assert rows(f"{LINK}&parties=universal&set.persecution=may&a.mask.pretext=0.3") == []
    assert [row[0] for row in rows()] == ["Who has joined", "Persecution ground", called("mask.pretext")]


def test_a_list_that_grew_is_told_by_how_many_states_it_has(kept):
    kept(lambda old: old["lists"].update(signatories=60))
    now = record().lists["signatories"]
    assert rows(f"{LINK}&parties=signatories") == [("Who has joined", "signatories (60)", f"signatories ({now})")]


def test_a_baseline_that_changed_is_told_with_its_name(kept):
    kept(lambda old: old["scenarios"]["today"].update(declare="all"))
    assert rows() == [("Today: Declarations on joining", "all", "none")]


def test_what_was_renamed_is_read_by_its_new_name_and_told_by_the_old(kept):
    def change(old):
        press = old["settings"]["press"] = old["settings"].pop("press_immunity")
        press["levels"]["refuse"] = press["levels"].pop("may")
        old["scenarios"]["everybody"] = old["scenarios"].pop("adopted-text-universal")

    kept(
        change,
        """
        [[renamed]]
        since = "0.1.0"
        part = "set.press"
        now = "set.press_immunity"
        values = {refuse = "may"}

        [[renamed]]
        since = "0.1"
        part = "s"
        now = "s"
        values = {everybody = "adopted-text-universal"}

        [[renamed]]
        since = "0.0.9"
        part = "days"
        now = "horizon"
        """,
    )
    link = f"v={OLD}&s=everybody&from=NIC&set.press=refuse&days=90"
    choice, faults = decode(link)
    assert choice.settings["press_immunity"] == "may" and choice.base == "adopted-text-universal" and choice.days == 90
    assert len(faults) == 1 and OLD in faults[0]
    assert exactly(link)[0] == choice
    assert rows(link) == [
        ("renamed", "set.press=refuse", "set.press_immunity=may"),
        ("renamed", "s=everybody", "s=adopted-text-universal"),
    ]
    today, faults = decode(link.replace(f"v={OLD}", f"v={__version__}"))
    assert "press_immunity" not in today.settings and len(faults) == 2, "a link of today has no old names"
    assert renamed({"days": "90"}, "no version") == ({"horizon": "90"}, [("days=90", "horizon=90")])


def test_the_table_is_in_the_readers_language_and_the_figures_of_then_are_the_same(kept):
    kept(lambda old: old["assumptions"].update({"mask.pretext": [0.5, 0.12, 0.75]}))
    with using("ru"):
        assert rows() == [(called("mask.pretext"), "0,5, диапазон 0,12-0,75", "0,42, диапазон 0,12-0,75")]


def test_a_record_that_cannot_be_read_is_named(kept):
    kept(lambda old: old.pop("lists"))
    with pytest.raises(DataError, match=rf"{OLD}\.json:\s+lists"):
        since(LINK)


def test_no_record_holds_the_code_of_a_state_in_a_list_of_ones_own():
    for path in released.FOLDER.glob("*.json"):
        for parts in Record.model_validate_json(path.read_text(encoding="utf-8")).scenarios.values():
            for name in ("parties", "left", "declare"):
                assert not any(word.isupper() for word in parts[name].split()), parts
