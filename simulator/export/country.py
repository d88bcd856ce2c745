"""What one host's tables depend on: enough to make them again, bit for bit."""

from typing import Any

from simulator.analysis.country import RULE, Country


def record(found: Country) -> dict[str, Any]:
    """Choices and the rule of who is counted; versions and checksums go with every table."""
    return {
        "python": f"country(load_world(), Scenario.model_validate(scenario), {found.host!r}, {found.seed}, {found.n}, {found.horizon})",
        "scenario": found.scenario.model_dump(mode="json"),
        "baseline": found.baseline.model_dump(mode="json"),
        "host": found.host,
        "seed": found.seed,
        "replicates": found.n,
        "horizon_days": found.horizon,
        "rule": RULE,
        "uncertainty": "central assumptions; no band is drawn here",
    }
