"""A server makes ready while it starts what its first visit would wait for."""

import subprocess
import sys

TRIED = """
import sys
from simulator.app.warm import warm
assert "simulator.app.havens_page" not in sys.modules, "nothing is made ready by the import alone"
warm()
assert "simulator.app.havens_page" in sys.modules
from simulator.analysis.havens import compare
from simulator.model.scenario import load_scenario
from simulator.model.world import load_world
assert load_world.cache_info().currsize == 1
read = []
sys.addaudithook(lambda event, told: event == "open" and str(told[0]).endswith((".csv", ".toml")) and read.append(told[0]))
compare(load_world(), load_scenario("today"), "NIC", 1, 64)
assert all("scenarios" in str(path) for path in read), read
"""


def test_after_it_a_question_reads_no_table_and_no_law():
    told = subprocess.run([sys.executable, "-c", TRIED], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
