"""Single requests between pairs, against the slow reference."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from worlds import networks

from simulator.engine.asking import first_answer
from simulator.engine.block import Block
from simulator.engine.draws import NEVER
from simulator.engine.reference import _OneWorld
from simulator.model.network import EACH


@settings(max_examples=40, deadline=None)
@given(network=networks())
def test_a_request_is_met_exactly_when_the_reference_locates_or_reads(network):
    network = replace(network, requesting=EACH)
    n, replicates = network.n_states, 3
    pairs = [(u, v, r) for u in range(n) for v in range(n) for r in range(replicates) if u != v]
    u, v, r = (np.array(column) for column in zip(*pairs, strict=True))
    days = first_answer(network, Block(9, 0, replicates, network.numbers), u, v, r)
    worlds = [_OneWorld(network, 9, replicate) for replicate in range(replicates)]
    rows = network.rows
    for day_, (sender, requested, replicate) in zip(days.tolist(), pairs, strict=True):
        day = {state: 0 if state == sender else NEVER for state in range(n)}
        for horizon in (30, 90, 730):
            given_ = worlds[replicate].given(requested, day, horizon)
            assert (day_ <= horizon) == any(
                rows.identifying[g.row] or rows.locating[g.row] or rows.reading[g.row] for g in given_
            )
