"""What a network says of its channels, and its graph for other programs, in which every channel is an edge."""

import numpy as np
from hypothesis import given, settings
from worlds import make_network, networks

from simulator.law.vocabulary import Desk, Measure
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


def test_an_order_to_a_provider_meets_scope_and_handling_and_no_gate_of_a_state():
    everything = np.ones((1, 2, 4))
    network = make_network(
        [{"measure": Measure.CONTENT, "desk": desk, "vetted": True} for desk in (Desk.PROVIDER, Desk.ASSISTANCE)],
        scope=np.full(2, 0.5),
        capacity=np.full((2, 4), 0.5),
        years=np.full(2, 30.0),
        crime=np.zeros((3, 4)),
        concern=np.ones(4),
        plainest=np.ones((1, 2)),
        vetting=np.zeros(4),
        data_protection=1 - everything,
        **dict.fromkeys(("grounds", "grounds_handover", "dual_criminality", "court", "remedy"), everything),
    )
    member, asked = np.array(0), np.array(1)
    for k, passes in ((0, 1.0), (1, 0.0)):
        chances = dict(zip(Gate, network.chances(member, np.array(k), asked), strict=True))
        assert chances.pop(Gate.SCOPE) == chances.pop(Gate.CAPACITY) == 0.5
        assert set(map(float, chances.values())) == {passes}
