"""Who holds the data of a person's services, and through which States the person travels, by shares that are assumed."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from simulator.law.assumptions import load_assumptions
from simulator.law.vocabulary import Service
from simulator.model.given import Given, step
from simulator.model.network import HOST, OWN, SERVICES
from simulator.model.world import World

Holders = tuple[tuple[int, tuple[tuple[int, float], ...]], ...]  # by service: holders, each with its share


@lru_cache
def _below(stem: str) -> tuple[str, ...]:
    """Ids of the assumptions below `stem`, in their order."""
    return tuple(id for id in load_assumptions() if id.startswith(stem + "."))


def shares(numbers: Mapping[str, float], stem: str) -> dict[str, float]:
    """The assumptions below `stem`, scaled to add to 1; drawn shares need not add up by themselves."""
    found = {id.removeprefix(stem + "."): numbers[id] for id in _below(stem)}
    total = sum(found.values())
    return {name: value / total for name, value in found.items()}


@step
def transit(given: Given) -> tuple[tuple[int, float], ...]:
    """States through which the person travels, each with its share."""
    return tuple((given.world.index_of(code), share) for code, share in shares(given.numbers, "transit").items())


@step
def holders(given: Given) -> Holders:
    """Who holds the data of each service that the case uses."""
    return service_holders(given.world, given.numbers, given["services"])


def service_holders(world: World, numbers: Mapping[str, float], services: Sequence[Service]) -> Holders:
    """Who holds the data of each service used: the host for access, else a provider state by its share."""
    known, found = {"host": HOST, "own": OWN}, []
    for service in services:
        parts = {"host": 1.0} if service is Service.ACCESS else shares(numbers, f"service.{service.value}")
        who = tuple((known[name] if name in known else world.index_of(name), share) for name, share in parts.items())
        found.append((SERVICES.index(service), who))
    return tuple(found)
