"""Chinese in lines: broken between any two characters, never so that a sign is parted from what it belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.presentation.faces import cells
from simulator.presentation.report.breaking import CLOSING, between_characters, lines

TEXTS = st.text(alphabet="国家请求（《“，。；）》”0195%aZ -±", max_size=80)


def test_a_line_breaks_between_characters_and_keeps_numbers_and_words_whole():
    assert lines("如果所有195个国家都成为缔约国", 10, cells) == ["如果所有", "195个国家", "都成为缔约", "国"]
    assert lines("见页面的下载或--out。", 8, cells) == ["见页面的", "下载或", "--out。"]


def test_no_line_begins_with_a_closing_sign_nor_ends_with_an_opening_one():
    assert lines("三条（区间一至二）。", 6, cells) == ["三条", "（区间", "一至", "二）。"]


def test_what_is_wider_than_a_line_is_broken_anywhere():
    assert lines("国abcdefgh", 4, cells) == ["国ab", "cdef", "gh"]


@given(text=TEXTS, room=st.integers(8, 30))
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text, room):
    made = lines(text, room, cells)
    assert all(cells(line) <= room for line in made)
    assert "".join(made).replace(" ", "") == text.replace(" ", "")


@given(text=st.text(alphabet="国家请求0a ", max_size=60), sign=st.sampled_from(CLOSING))
def test_a_closing_sign_stays_with_what_it_closes(text, sign):
    made = lines(f"{text}国{sign}家{text}", 8, cells)
    assert not [line for line in made if line.startswith(sign)]


@pytest.mark.parametrize(("text", "chinese"), [("States", False), ("国", True), ("Государства", False), ("", False)])
def test_only_a_script_without_spaces_is_broken_between_characters(text, chinese):
    assert between_characters(text) == chinese
