"""The report: two pages whatever is chosen, with the library's own figures, every difference from the baseline and no other."""

import io
import re
from datetime import date
from functools import lru_cache

import pytest
import segno
from choices import random_choice
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream
from pypdfium2 import PdfDocument
from zxingcpp import read_barcodes

from simulator.analysis.classes import CLASSES, KINDS
from simulator.analysis.havens import compare
from simulator.analysis.refine import with_band
from simulator.data.states import load_states
from simulator.export.link.choice import Choice
from simulator.export.reproduce import command, link_of
from simulator.law.assumptions import load_assumptions
from simulator.law.called import called
from simulator.law.settings import load_catalogue
from simulator.model.adoption import Adoption, Declarations, States
from simulator.model.scenario import load_scenario, scenario_paths
from simulator.model.world import load_world
from simulator.presentation.condition import condition
from simulator.presentation.differences import differences
from simulator.presentation.faces import FONTS
from simulator.presentation.hangs import hangs
from simulator.presentation.report import code, pages, second
from simulator.presentation.report.pages import report
from simulator.presentation.report.sheet import BODY, BOTTOM, SMALL, STRONG, WIDTH, Sheet
from simulator.presentation.sentences import SHORT_NOTE, genuine_sentence
from simulator.presentation.stamp import standing
from simulator.words.figures import short
from simulator.words.say import languages, say, using

DAY, N = date(2026, 11, 25), 16
CODES = [state.iso3 for state in load_states() if state.in_totals]
CATALOGUE, NUMBERS = load_catalogue(), load_assumptions()
FEW = Choice.of().model_copy(
    update={
        "requesting": "NIC",
        "settings": {"dc_stored": "mandatory", "notice": "prior", "host_practice": "always"},
        "assumptions": {"mask.pretext": 0.3},
        "declarations": Declarations(list="own", states=("CRI", "DEU")),
    }
)
EVERYTHING = Choice.of("budapest-wording").model_copy(
    update={
        "requesting": "RUS",
        "settings": {id: setting.level[-1].id for id, setting in CATALOGUE.items()},
        "assumptions": {id: entry.low for id, entry in NUMBERS.items()},
        "adoption": Adoption(list="own", states=tuple(CODES[:97]), leaving=("AFG",)),
        "declarations": Declarations(list="own", states=tuple(CODES[40:80])),
        "hosts": "all",
    }
)
CHOICES = {
    "few": FEW,
    "everything": EVERYTHING,
    "nothing": Choice.of("today").model_copy(update={"requesting": "NIC", "hosts": States()}),
    "strongest": Choice.of("strongest-safeguards").model_copy(update={"requesting": "RUS", "hosts": "all"}),
    **{f"random {seed}": random_choice(seed).model_copy(update={"requesting": CODES[60 * seed]}) for seed in (1,)},
}


@lru_cache
def found_for(name):
    choice = CHOICES[name]
    one = compare(load_world(), choice.scenario(), choice.requesting, 1, N, choice.days, hosts=choice.rule)
    return with_band(one)


@lru_cache
def made(name):
    found = found_for(name)
    return report(found, link_of(found), command(found), DAY)


@lru_cache
def reader(name):
    return PdfReader(io.BytesIO(made(name)))


def words(text):
    """A text without its line breaks."""
    return " ".join(text.split())


def read(name, page):
    return words(reader(name).pages[page].extract_text())


def changes(name):
    """The part of page two that says what was changed."""
    return re.search(r"What was changed(.*)Candidate hosts", read(name, 1)).group(1)


@pytest.mark.parametrize("name", CHOICES)
def test_there_are_two_pages_and_nothing_runs_into_the_foot(name):
    assert len(reader(name).pages) == 2
    for number, page in enumerate(reader(name).pages):
        low = words(" ".join(text for y, text in placed(page) if y < (297 - BOTTOM) / 25.4 * 72))
        assert re.fullmatch(rf"No verdict on a country, [^.]*\. {number + 1} of 2", low), "only the foot stands there"
        assert standing(DAY) in read(name, number)


def placed(page):
    """Every text of a page with its height above the lower edge [pt]."""
    found = []

    def note(text, cm, tm, font, size):
        if text.strip():
            found.append((cm[1] * tm[4] + cm[3] * tm[5] + cm[5], text.strip()))

    page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("name", ["few", "strongest", "random 1"])
def test_every_difference_from_the_baseline_is_there_and_no_other(name):
    found = found_for(name)
    told, text = differences(found.scenario, found.baseline), changes(name)
    for one in told:
        assert one.what in text and one.after in text, one
    moved = {id for id in CATALOGUE if found.scenario.treaty[id] != found.baseline.treaty[id]} | {
        id
        for id in ("non_refoulement", "host_practice", "screening")
        if found.scenario.treaty[id] != CATALOGUE[id].adopted
    }
    assert {one.what for one in told} >= {CATALOGUE[id].title for id in moved}
    for id, setting in CATALOGUE.items():
        assert (setting.title in text) is (id in moved), id
    for id, entry in NUMBERS.items():
        assert (f"{called(id)} default {short(entry.default)}" in text) is (id in found.scenario.assumptions), id


def test_a_changed_assumption_has_value_default_and_range_and_practice_stands_apart():
    entry, text = NUMBERS["mask.pretext"], changes("few")
    assert f"default {entry.default:g}, range {entry.low:g}-{entry.high:g}" in text and "0.3" in text
    apart, alike = text.split("In scenario and baseline alike")
    assert "Hosts use their grounds" in alike and "Notice to the person" in apart
    assert "Costa Rica, Germany" in apart, "States are named, not coded"


def test_what_finds_no_room_is_counted_and_what_is_unchanged_says_so():
    assert re.search(r"and \d+ more, in the download", changes("everything"))
    assert "Nothing: scenario and baseline have the same rules" in changes("nothing")
    assert "There is no candidate host." in read("nothing", 1)


@pytest.mark.parametrize("name", ["few", "everything"])
def test_the_figures_are_those_of_the_library(name):
    found, first, second = found_for(name), read(name, 0), read(name, 1)
    for kind in KINDS:
        total, kept = found.tally(kind)
        error, band = found.interval(kind)["kept"], found.band(kind)["kept"]
        row = f"{kind} havens {total} {kept} {total - kept} {error[0]} to {error[1]} {band[0]} to {band[1]}"
        assert f"{row} {found.mean_change(kind):+.1f} ±{2 * found.mean_change_error(kind):.1f}" in first
    for asked, *figures in hangs(found):
        told = f" {' '.join(figures).strip()}"  # beside the first line of the condition, which may have a second
        row = re.search(f"(?:{told})? ".join(map(re.escape, asked.split())) + f"(?:{told})?", second)
        assert row and told in row.group(), asked
    assert words(genuine_sentence(found)) in first
    total, kept = found.tally("data")
    assert f"{kept} of {total} data havens for people from" in first
    assert f"seed 1, {N} replicates" in second and "no legal or safety advice" in second


def test_each_candidate_host_stands_in_the_table_as_lost_or_kept():
    found, text = found_for("few"), read("few", 1)
    for place, state in enumerate(found.world.states):
        if found.candidates.chosen[place]:
            told = "lost" if found.lost("data")[place] else "kept" if found.havens("data")[place] else ""
            assert re.search(rf"{state.name} {told}", text), state.name


def test_the_same_day_gives_the_same_bytes_and_another_day_says_so():
    found = found_for("few")
    again = report(found, link_of(found), command(found), DAY)
    other = report(found, link_of(found), command(found), date(2027, 1, 2))
    assert again == made("few") and other != again
    assert "2027-01-02" in words(PdfReader(io.BytesIO(other)).pages[0].extract_text())


def test_the_file_has_title_language_outline_and_words_for_its_pictures():
    file = reader("few")
    assert "Nicaragua" in file.metadata.title and file.trailer["/Root"]["/Lang"] == "en"
    assert [entry.title for entry in file.outline][:2] == ["What would change", "What was changed"]
    spoken = [str(one.get_object().get("/Alt", "")) for one in _elements(file.trailer["/Root"]["/StructTreeRoot"])]
    assert any("Data exposure of candidate hosts" in text for text in spoken)
    assert any(link_of(found_for("few")) in text for text in spoken)


@pytest.mark.parametrize("language", languages())
def test_no_cell_of_the_changes_runs_into_the_next(language):
    found = found_for("everything")
    with using(language):
        sheet = Sheet("", "", DAY)
        sheet.add_page()
        entries = second._entries(sheet, found, differences(found.scenario, found.baseline))
    for entry in entries:
        for place, (cell, width) in enumerate(zip(entry.cells, second.CHANGED, strict=False)):
            sheet.use(BODY if place or len(entry.cells) == 1 else STRONG)
            for line in cell:
                assert sheet.get_string_width(line) <= (width if len(entry.cells) > 1 else WIDTH), line


def spoken_in(page, file):
    """The words that go with each piece of a page, as they are read."""
    operations = ContentStream(page.get_contents(), file).operations
    given = (operands[1] for operands, operator in operations if operator == b"BDC")
    return [str(one["/ActualText"]) for one in given if "/ActualText" in one]


def test_in_arabic_lines_begin_at_the_right_and_the_words_are_in_the_file_as_they_are_read():
    found = found_for("few")
    with using("ar"):
        link = link_of(found)
        file = PdfReader(io.BytesIO(report(found, link, command(found), DAY)))
        title, sentence = say(found.scenario.title), words(genuine_sentence(found))
        rows = [pages._count(found, kind) for kind in KINDS]
    assert len(file.pages) == 2 and file.trailer["/Root"]["/Lang"] == "ar"
    first, second_ = (spoken_in(page, file) for page in file.pages)
    assert first[0] == title and sentence in map(words, first)
    assert [" ".join(row) in first for row in rows] == [True, True]
    figures = [sorted(re.findall(r"\d+", " ".join(row))) for row in rows]
    assert figures == [sorted(re.findall(r"\d+", " ".join(pages._count(found, kind)))) for kind in KINDS]
    assert "".join(second_[-1].split()) == link
    glyphs = file.pages[0].extract_text()
    assert title in glyphs and "SAFE HAVENS" in glyphs, "letters that are joined are still those letters"
    half = float(file.pages[0].mediabox.width) / 2
    starts = {}

    def note(text, cm, tm, font, size):
        starts.setdefault(text.strip(), cm[0] * tm[4] + cm[4])

    file.pages[0].extract_text(visitor_text=note)
    assert starts["SAFE HAVENS"] > half


@pytest.mark.parametrize(("name", "language"), [("few", "fr"), ("everything", "es")])
def test_another_language_changes_no_number_and_still_fills_two_pages(name, language):
    found = found_for(name)
    with using(language):
        file = PdfReader(io.BytesIO(report(found, link_of(found), command(found), DAY)))
        title, havens = say(found.scenario.title), say("data havens")
    assert len(file.pages) == 2 and file.trailer["/Root"]["/Lang"] == language
    first = words(file.pages[0].extract_text())
    assert title in first and havens in first and "data havens" not in first
    total, kept = found.tally("data")
    assert re.search(rf"{havens} {total} {kept} {total - kept} ", first)
    for number, page in enumerate(file.pages):
        low = [text for y, text in placed(page) if y < (297 - BOTTOM) / 25.4 * 72]
        assert len(low) == 2 and low[1].startswith(f"{number + 1} "), "only the foot stands there"


@pytest.mark.parametrize("name", ["few", "everything"])
def test_all_that_is_set_is_read_aloud_or_said_to_be_an_aside(name):
    file, kinds = reader(name), []
    for page in file.pages:
        inside, marks = [], []
        for operands, operator in ContentStream(page.get_contents(), file).operations:
            if operator in (b"BDC", b"BMC"):
                inside.append(str(operands[0]))
                marks += [operands[1]["/MCID"]] if operator == b"BDC" else []
            elif operator == b"EMC":
                inside.pop()
            elif operator in (b"Tj", b"TJ", b"f", b"f*", b"S", b"B"):
                assert len(inside) == 1, operands
        assert inside == [] and marks == list(range(len(marks)))
        elements = file.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][2 * page["/StructParents"] + 1]
        assert len(elements) == len(marks)
        kinds += [one.get_object()["/S"] for one in elements]
    drawn = 1 + (code.picture(link_of(found_for(name))) is not None)
    assert kinds.count("/H1") == 1 and kinds.count("/H2") == 5 and kinds.count("/Figure") == drawn


def _elements(node):
    for child in node.get("/K", []):
        child = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(child, "get"):
            yield child
            if isinstance(child.get("/K"), list):
                yield from _elements(child)


def test_the_link_stands_in_text_and_as_a_code_that_holds_it():
    link = link_of(found_for("few"))
    assert link in re.sub(r"\s", "", reader("few").pages[1].extract_text())
    dark = [[bool(cell) for cell in row] for row in segno.make(link, error="l", micro=False).matrix]
    size, drawn = len(dark), set()
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", code.picture(link)):
        drawn |= {(int(x) - code.QUIET + step, int(y) - code.QUIET) for step in range(int(run))}
    assert [[(x, y) in drawn for x in range(size)] for y in range(size)] == dark
    assert code.picture(link_of(found_for("everything"))) is None, "too long for any code"
    assert "too long for a code" in read("everything", 1)


@pytest.mark.parametrize("dots", [100, 150, 300])
def test_a_reader_of_codes_reads_the_link_from_the_printed_page(dots):
    """From the pixels of the page, in grey, by programs that share nothing with the one that drew it."""
    page = PdfDocument(made("few"))[1].render(scale=dots / 72, grayscale=True).to_numpy()
    assert [found.text for found in read_barcodes(page)] == [link_of(found_for("few"))]


def test_the_fonts_have_every_letter_that_the_program_writes():
    normal, bold = (TTFont(FONTS / f"DejaVuSansCondensed{name}.ttf").getBestCmap() for name in ("", "-Bold"))
    texts = [state.name for state in load_states()]
    texts += [text for one in CATALOGUE.values() for text in (one.title, *(level.name for level in one.level))]
    texts += [load_scenario(id).title for id in scenario_paths()] + [entry.unit for entry in NUMBERS.values()]
    texts += ["•…±–’ñçéüöÅßŁŐ", "Привет", "ąęłńśźż"]
    missing = {letter for text in texts for letter in text if ord(letter) not in normal.keys() & bold.keys()}
    assert missing == set()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("zoom", [zoom for zoom, abreast in second.SIZES if abreast == 2])
def test_the_class_of_a_host_is_seen_whole_in_every_language(language, zoom):
    with using(language):
        sheet = Sheet("", "", DAY)
        sheet.add_page()
        sheet.zoom = zoom
        told = [f"{say(words, level=say(level))} •" for words in second.OF_HOST.values() for level in CLASSES]
    _, *widths = second._host_widths(sheet, [("", words, words) for words in told], WIDTH / 2)
    assert [sheet.short(words, SMALL, width) for words in told for width in widths] == [w for w in told for _ in widths]


@lru_cache
def in_chinese(name):
    with using("zh"):
        found = found_for(name)
        return PdfReader(io.BytesIO(report(found, link_of(found), command(found), DAY)))


@pytest.mark.parametrize("name", ["few", "everything"])
def test_the_report_in_chinese_has_two_pages_in_its_own_font_and_its_text_can_be_read(name):
    told, found = in_chinese(name), found_for(name)
    assert len(told.pages) == 2 and told.trailer["/Root"]["/Lang"] == "zh"
    texts = [re.sub(r"\s", "", page.extract_text()) for page in told.pages]
    with using("zh"):
        expected = [condition(found.scenario), genuine_sentence(found)], [row[0] for row in hangs(found)]
    for text, sentences in zip(texts, expected, strict=True):
        assert [sentence for sentence in sentences if re.sub(r"\s", "", sentence) not in text] == []
    for page in told.pages:
        assert any("NotoSansSC" in font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values())


@pytest.mark.parametrize("name", ["few", "everything"])
def test_nothing_in_chinese_runs_into_the_foot(name):
    for page in in_chinese(name).pages:
        low = "".join(text for y, text in placed(page) if y < (297 - BOTTOM) / 25.4 * 72)
        with using("zh"):
            assert re.sub(r"\s|\d/2", "", low) == re.sub(r"\s", "", say(SHORT_NOTE))
