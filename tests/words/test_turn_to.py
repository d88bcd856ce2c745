"""Whom to turn to: in every language, offline, and replaced by an organisation's own text where there is one."""

import pytest

from simulator.words.say import languages
from simulator.words.turn_to import FOLDER, LONGEST, VARIABLE, turn_to


@pytest.mark.parametrize("language", languages())
def test_every_language_has_its_own_text_without_an_address_to_click(language):
    text = turn_to(language)
    assert text and (language == "en" or text != turn_to("en"))
    assert "http" not in text and "@" not in text


def test_an_organisation_puts_its_text_in_place_of_ours_and_lacks_nothing(tmp_path, monkeypatch):
    (tmp_path / "fr.txt").write_text("Appelez-nous.", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert turn_to("fr") == "Appelez-nous."
    assert turn_to("es") == (FOLDER / "es.txt").read_text(encoding="utf-8").strip()


def test_a_text_too_long_is_cut_and_an_unknown_language_reads_english(tmp_path, monkeypatch):
    assert turn_to("../../etc/passwd") == turn_to("en")
    (tmp_path / "en.txt").write_text("a" * 10 * LONGEST, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert len(turn_to("en")) == LONGEST
