"""The commands in the documents run, and what the documents promise is there."""

import re
import shlex
from pathlib import Path

import pytest

from simulator.cli import main

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = sorted(
    {
        line.strip().removeprefix(".venv/bin/").split("  #")[0].strip()
        for page in ("README.md", "docs/guide.md", "docs/validation.md", "docs/robustness.md")
        for line in (ROOT / page).read_text(encoding="utf-8").splitlines()
        if re.match(r"    (\.venv/bin/)?safe-havens (?!app)", line)
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_the_documents_runs(command, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    words = shlex.split(command)[1:]
    if words[0] in ("validate", "report"):
        words[words.index("--out") + 1] = str(tmp_path / words[words.index("--out") + 1])
    if words[0] == "validate":
        words += ["--draws", "1"]
    if (
        words[0]
        in (
            "run",
            "compare",
            "explain",
            "texts",
            "panel",
            "sensitivity",
            "alone",
            "needs",
            "changes",
            "world",
            "robustness",
            "report",
        )
        and "--replicates" not in words
    ):
        words += ["--replicates", "64"]
    assert main(["64" if word == "1024" else word for word in words]) == 0
    assert capsys.readouterr().out


def test_the_documents_show_commands_of_every_kind():
    shown = {command.split()[1] for command in COMMANDS}
    assert shown >= {
        "run",
        "compare",
        "explain",
        "scenarios",
        "check",
        "sources",
        "law",
        "texts",
        "panel",
        "sensitivity",
        "alone",
        "shares",
        "needs",
        "back",
        "restore",
        "frontier",
        "weakest",
        "validate",
        "world",
        "robustness",
        "report",
    }


@pytest.mark.parametrize("page", ["README.md", *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md"))])
def test_links_between_documents_lead_somewhere(page):
    path = ROOT / page
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link
