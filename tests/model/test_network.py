"""A network as a graph for other programs: every channel is an edge that says what it is and how likely each gate is passed."""

import numpy as np
from hypothesis import given, settings
from worlds import networks

from simulator.model.network import DESKS, MEASURES, Gate


@settings(max_examples=30, deadline=None)
@given(network=networks())
def test_every_channel_is_an_edge_with_its_own_chance_at_every_gate(network):
    graph, codes, rows = network.to_networkx(), network.codes, network.rows
    edges = [(u, v, edge) for u, v, edge in graph.edges(data=True)]
    expected = []
    for u, sender in enumerate(codes):
        for k in range(len(rows.measure)):
            for v, requested in enumerate(codes):
                place = np.array(u), np.array(k), np.array(v)
                if network.exists(*place):
                    what = {
                        "instrument": rows.instrument[k],
                        "measure": MEASURES[rows.measure[k]].value,
                        "desk": DESKS[rows.desk[k]].value,
                        "typical_days": float(rows.days[k]),
                        "forward": float(rows.forward[k]),
                    }
                    chances = network.chances(*place)
                    expected.append(
                        (sender, requested, what | {gate.name.lower(): float(chances[gate]) for gate in Gate})
                    )

    def in_order(channels):
        return sorted(channels, key=repr)

    assert set(graph) == set(codes)
    assert in_order(edges) == in_order(expected)
