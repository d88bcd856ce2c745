"""The program as a wheel: the commands work where there is no checkout, with the scenarios that come with it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from simulator.model.scenario import scenario_paths

ROOT = Path(__file__).resolve().parents[1]


def test_a_wheel_carries_the_scenarios(tmp_path):
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    made = subprocess.run(
        [sys.executable, "-c", build, tmp_path], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    with zipfile.ZipFile(tmp_path / made) as wheel:
        wheel.extractall(tmp_path / "installed")
    listed = subprocess.run(
        [sys.executable, "-m", "simulator.cli", "scenarios"],
        cwd=tmp_path / "installed",
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert [line.split()[0] for line in listed.splitlines()] == list(scenario_paths())
