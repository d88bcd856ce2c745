"""docs/validation.md is what its command makes, wins and losses alike."""

import re

from simulator.analysis.validation.agreement import MODEL
from simulator.export.validation import findings
from simulator.export.validation_document import DOCUMENT, document, own_cases

PAGE = DOCUMENT.read_text(encoding="utf-8")


def test_the_document_on_file_is_the_one_that_its_command_makes():
    assert document() == PAGE, "run: python -m simulator.export.validation_document --write"


def test_it_says_what_is_checked_and_what_is_not():
    assert re.search(
        r"\*\*Person results are checked against \d+ publicised cases; data results are not validated\.\*\*", PAGE
    )
    for words in (
        "Overlap: 10 assumptions were calibrated",
        "with hindsight",
        "The ten worst misses",
        "an assumption",
        "Not judged",
    ):
        assert words in PAGE


def test_every_forecast_is_named_under_its_verdict_in_the_findings():
    _, found = own_cases()
    for mode, line in zip(("known", "blank"), findings(found), strict=True):
        for one in found.forecasts[mode][1:]:
            if not one.name.startswith(f"{MODEL} and"):
                before = line[: line.index(one.name)]
                last = max(("better than", "not told apart from", "worse than"), key=before.rfind)
                assert last.startswith(one.by_pair.verdict)
