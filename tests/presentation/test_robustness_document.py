"""docs/robustness.md is what its command makes, and the command prints the same table."""

from simulator.cli import main
from simulator.presentation.robustness import DOCUMENT, document

PAGE = DOCUMENT.read_text(encoding="utf-8")


def test_the_document_on_file_is_the_one_that_its_command_makes():
    assert document() == PAGE, "run: python -m simulator.presentation.robustness --write"


def test_the_command_prints_the_table_of_the_document_and_writes_it(tmp_path, capsys):
    path = tmp_path / "new" / "page.md"
    assert main(["robustness", "adopted-text-universal", "--requesting", "NIC", "--out", str(path)]) == 0
    printed = capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == printed
    rows = [line for line in printed.splitlines() if line.startswith("|")]
    assert len(rows) > 30 and all(row in PAGE for row in rows)
