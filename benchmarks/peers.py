"""The plain cascade as general tools run it: each peer counts, over its own replicates, whom one state's request gets to.

Every peer is set up once and used as its documents show. One that is not installed is left out.
"""

from collections.abc import Callable
from random import Random

import networkx as nx
import numpy as np

from benchmarks.worlds import HOPS, PlainWorld

Count = Callable[[int], np.ndarray]  # replicates to counts by state


def graph_of(world: PlainWorld) -> nx.DiGraph:
    """Pairs that can pass a request on, with their chances; the first state's are its own."""
    chance = world.onward.copy()
    chance[world.source] = world.chance[world.source]
    chance[:, world.source] = 0
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(chance)))
    graph.add_edges_from((u, v, {"activation_prob": float(chance[u, v])}) for u, v in np.argwhere(chance > 0).tolist())
    return graph


def by_networkx(world: PlainWorld) -> Count:
    """A script: a graph, a set of those reached and `random`."""
    graph, toss = graph_of(world), Random(2).random

    def count(n: int) -> np.ndarray:
        counts = np.zeros(len(graph), np.int64)
        for _ in range(n):
            reached, front = {world.source}, [world.source]
            for _ in range(HOPS):
                joined = []
                for u in front:
                    for v, pair in graph[u].items():
                        if v not in reached and toss() < pair["activation_prob"]:
                            reached.add(v)
                            joined.append(v)
                front = joined
            counts[list(reached)] += 1
        counts[world.source] = 0
        return counts

    return count


def by_cynetdiff(world: PlainWorld) -> Count:
    """The strongest of them: independent cascades in C++."""
    from cynetdiff.utils import networkx_to_ic_model

    model, _ = networkx_to_ic_model(graph_of(world), rng=1)
    model.set_seeds([world.source])

    def count(n: int) -> np.ndarray:
        counts = [0] * len(world.chance)
        for _ in range(n):
            model.reset_model()
            for _ in range(HOPS):
                model.advance_model()
            for v in model.get_activated_nodes():
                counts[v] += 1
        counts[world.source] = 0
        return np.array(counts)

    return count


def by_mesa(world: PlainWorld) -> Count:
    """Agents that each ask all others once, in the step after they were asked."""
    from mesa import Agent, Model

    class State(Agent):
        def __init__(self, model: Model) -> None:
            super().__init__(model)
            self.reached, self.contacts = False, []

        def ask(self) -> None:
            toss = self.random.random
            for other, chance in self.contacts:
                if not other.reached and toss() < chance:
                    other.reached = True
                    self.model.joined.append(other)

    class Cascade(Model):
        def __init__(self, graph: nx.DiGraph) -> None:
            super().__init__(rng=1)
            self.joined: list[State] = []
            self.states = list(State.create_agents(self, len(graph)))
            for u, v, chance in graph.edges(data="activation_prob"):
                self.states[u].contacts.append((self.states[v], chance))

        def start(self) -> None:
            for state in self.states:
                state.reached = False
            self.states[world.source].reached = True
            self.joined = [self.states[world.source]]

        def step(self) -> None:
            asking, self.joined = self.joined, []
            for state in asking:
                state.ask()

    model = Cascade(graph_of(world))

    def count(n: int) -> np.ndarray:
        counts = np.zeros(len(model.states), np.int64)
        for _ in range(n):
            model.start()
            for _ in range(HOPS):
                model.step()
            counts += [state.reached for state in model.states]
        counts[world.source] = 0
        return counts

    return count


def by_ndlib(world: PlainWorld) -> Count:
    """Its model of independent cascades; the first iteration only reports the start."""
    from ndlib.models.epidemics import IndependentCascadesModel
    from ndlib.models.ModelConfig import Configuration

    graph = graph_of(world)
    model = IndependentCascadesModel(graph, seed=1)
    settings = Configuration()
    settings.add_model_initial_configuration("Infected", [world.source])
    for u, v, chance in graph.edges(data="activation_prob"):
        settings.add_edge_configuration("threshold", (u, v), chance)
    model.set_initial_status(settings)

    def count(n: int) -> np.ndarray:
        counts = np.zeros(len(graph), np.int64)
        for _ in range(n):
            model.reset([world.source])
            for _ in range(HOPS + 1):
                model.iteration(node_status=False)
            counts += [model.status[v] > 0 for v in range(len(graph))]
        counts[world.source] = 0
        return counts

    return count


PEERS = {"cynetdiff": by_cynetdiff, "Mesa": by_mesa, "networkx": by_networkx, "NDlib": by_ndlib}


def installed(world: PlainWorld) -> dict[str, Count]:
    """The peers that are there, ready to run."""
    found = {}
    for name, make in PEERS.items():
        try:
            found[name] = make(world)
        except ImportError:
            continue
    return found
