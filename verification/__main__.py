"""Run every check, print the record, and with `--write` put it in docs/verification.md; 1 when one fails."""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from importlib.metadata import version
from pathlib import Path

from simulator.export.manifest import fingerprints, versions

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "verification.md"
TESTS = {
    "Invariants": "tests/engine/test_invariants.py",
    "Kernel (numpy and numba) against the slow reference": "tests/engine/test_reference.py",
    "Exact chances of tiny worlds": "tests/engine/test_exact.py",
    "Golden ensembles, to the last bit, by both engines": "tests/engine/test_golden.py",
    "Second entry of legal numbers": "tests/law/test_transcription.py",
}
EXPORTED = ("today", "RUS")


def tested(path, folder):
    """Whether the tests of one file all passed, and how many there were."""
    report = Path(folder) / "report.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", path, f"--junitxml={report}"]
    code = subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode
    if not report.exists():
        return False, f"pytest ended with {code} and no report"
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in ET.parse(report).getroot().iter("testsuite"):
        for name in counts:
            counts[name] += int(suite.get(name, 0))
    wrong = counts["failures"] + counts["errors"] + counts["skipped"]  # what was skipped was not checked
    return code == 0 and counts["tests"] > 0 and not wrong, ", ".join(f"{n} {name}" for name, n in counts.items())


def outside(folder):
    """Whether a program that knows only the exported files finds the same front."""
    scenario, requesting = EXPORTED
    out = Path(folder) / "exported"
    made = [sys.executable, "-m", "simulator.cli", "run", scenario, "--requesting", requesting, "--out", str(out)]
    wrote = subprocess.run(made, cwd=ROOT, capture_output=True, text=True, check=False)
    if wrote.returncode:
        return False, f"the export failed: {wrote.stderr.strip()}"
    found = subprocess.run(
        [sys.executable, "-I", str(ROOT / "verification" / "front.py"), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    last = (found.stdout or found.stderr).strip().splitlines()
    return found.returncode == 0, f"{scenario}, {requesting}: {last[-1] if last else 'nothing was said'}"


def checks():
    """Every check: its name, where it stands, whether it passed, and what it found."""
    with tempfile.TemporaryDirectory() as folder:
        found = [(name, path, *tested(path, folder)) for name, path in TESTS.items()]
        found.append(("Front, from exported files by another program", "verification/front.py", *outside(folder)))
    return found


def document(found):
    """The record as a page."""
    failed = sum(not passed for _, _, passed, _ in found)
    made_with = versions() | {"numba": version("numba")}
    return "\n".join(
        [
            "# Verification record",
            "",
            "Made by `python -m verification --write`; not edited by hand. It says that the program does what its definition says, not",
            "that the definition fits the world: for that see [validation](validation.md) and [robustness](robustness.md).",
            "",
            f"**{failed} of {len(found)} checks failed.**" if failed else f"**All {len(found)} checks passed.**",
            "",
            "| check | where | result | found |",
            "| --- | --- | --- | --- |",
            *(f"| {name} | `{path}` | {'passed' if ok else 'FAILED'} | {what} |" for name, path, ok, what in found),
            "",
            f"Made with {', '.join(f'{name} {number}' for name, number in made_with.items())}.",
            "",
            f"* data, SHA-256: `{fingerprints()['data_sha256']}`",
            f"* law, SHA-256: `{fingerprints()['law_sha256']}`",
            "",
        ]
    )


def main(arguments):
    """Run, print, write if told to; 1 when a check failed."""
    found = checks()
    text = document(found)
    print(text)
    if "--write" in arguments:
        DOCUMENT.write_text(text, encoding="utf-8")
    return int(not all(passed for _, _, passed, _ in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
