"""The law files: complete, marked, ordered, and read without surprises."""

import re
from pathlib import Path

import pytest

from simulator.errors import LawError
from simulator.law.assumptions import load_assumptions
from simulator.law.files import read_toml
from simulator.law.instruments import CONVENTION, load_instruments
from simulator.law.settings import load_catalogue
from simulator.law.vocabulary import Desk, Measure

# Every kind of help of the UN text, and where it is asked.
UN_MEASURES = {
    "preserve stored data": ("preserve", "assistance", "42"),
    "partial traffic disclosure": ("partial_traffic", "assistance", "43"),
    "subscriber data at rest": ("subscriber", "assistance", "44"),
    "traffic data at rest": ("traffic", "assistance", "44"),
    "content at rest": ("content", "assistance", "44"),
    "real-time traffic": ("live_traffic", "assistance", "45"),
    "interception": ("live_content", "assistance", "46"),
    "statements, service of papers, search": ("locate", "assistance", "40(3)"),
    "spontaneous sharing": ("locate", "assistance", "40(4)"),
    "points of contact at all hours": ("locate", "police", "41"),
    "police inquiries": ("locate", "police", "47"),
    "joint investigation": ("content", "police", "48"),
    "extradition": ("extradition", "surrender", "37"),
    "provisional arrest": ("provisional_arrest", "surrender", "37(10)"),
    "direct order to a provider": ("subscriber", "provider", "27"),
}
NEEDED = {
    "un_convention", "budapest", "untoc", "uncac", "ece_extradition", "ece_assistance", "eaw", "oas_assistance",
    "commonwealth", "mercosur", "cplp", "central_american", "bilateral_assistance", "bilateral_extradition", "minsk",
    "sco", "arab_circulars", "riyadh", "gcc", "asean_mlat", "interpol", "police_informal", "provider_voluntary",
    "provider_compelled", "own_provider", "immigration_removal", "document_cancellation",
}  # fmt: skip
ACTING = {
    "dc_preservation", "dc_stored", "dc_realtime", "dc_extradition", "dc_test", "rights_clause", "persecution",
    "political_offence", "scope", "threshold_years", "threshold_penalty", "threshold_law", "offence_list", "court",
    "notice", "realtime", "provider_orders", "non_refoulement", "host_practice", "screening",
}  # fmt: skip


@pytest.mark.parametrize("kind", UN_MEASURES)
def test_every_kind_of_help_of_the_convention_is_a_measure(kind):
    measure, desk, article = UN_MEASURES[kind]
    rows = load_instruments()[CONVENTION].measure
    assert any(
        row.measure.value == measure and row.desk.value == desk and article in row.article.split(", ") for row in rows
    )


def test_every_instrument_that_the_model_needs_has_a_file():
    assert set(load_instruments()) >= NEEDED


def test_settings_that_must_act_do_at_every_level():
    catalogue = load_catalogue()
    assert all(level.acts for setting in ACTING for level in catalogue[setting].level)


def test_every_level_says_what_it_moves_or_why_it_moves_nothing():
    for setting in load_catalogue().values():
        for level in setting.level:
            assert level.article and level.paraphrase and level.mechanism
            assert level.acts or level.why


def test_no_wording_stands_in_quotation_marks_unless_it_was_read():
    quoted = re.compile("[“”«»]")
    for setting in load_catalogue().values():
        for level in setting.level:
            assert level.mark == "text" or not quoted.search(level.paraphrase), (setting.id, level.id)
    for instrument in load_instruments().values():
        for row in instrument.measure:
            assert row.mark == "text" or not quoted.search(row.paraphrase), (instrument.id, row.article)


def test_every_number_that_a_row_names_is_an_assumption():
    table = load_assumptions()
    for instrument in load_instruments().values():
        for row in instrument.measure:
            assert {f"will.{row.will}.weak", f"will.{row.will}.strong", f"days.{row.days}"} <= set(table)
        assert not instrument.forward or f"forward.{instrument.forward}" in table
        assert instrument.parties != "assumed" or f"bound.{instrument.id}" in table


def test_no_reason_is_left_empty_or_the_same_for_everything():
    reasons = [entry.reason for entry in load_assumptions().values()]
    assert len(set(reasons)) > 60
    assert all(len(reason) > 40 for reason in reasons)


def test_recalled_instruments_say_what_is_to_be_verified():
    for id in ("central_american", "mercosur", "cplp", "oas_assistance", "commonwealth"):
        assert load_instruments()[id].verify, id


def test_a_provider_is_never_asked_to_hold_anyone():
    for instrument in load_instruments().values():
        for row in instrument.measure:
            assert row.desk is not Desk.PROVIDER or row.measure not in (Measure.LOCATE, Measure.EXTRADITION)


def test_a_law_file_that_is_not_toml_is_refused_in_words(tmp_path):
    (tmp_path / "x.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(LawError, match="is not TOML"):
        read_toml(Path(tmp_path / "x.toml"))
