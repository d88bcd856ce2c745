"""Small invented worlds: Alba, Borea, Corvia, Dorland, Elsin, Faro; Alba asks."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import strategies as st

from simulator.law.vocabulary import DATA, Desk, Measure
from simulator.model.network import DESKS, HOST, MEASURES, OWN, SERVICES, Network, Rows

NAMES = ("Alba", "Borea", "Corvia", "Dorland", "Elsin", "Faro")
DATA_DESKS = (Desk.ASSISTANCE, Desk.POLICE, Desk.PROVIDER)
PERSON_DESKS = (Desk.SURRENDER, Desk.POLICE, Desk.IMMIGRATION)


def make_rows(rows):
    """Rows from plain dictionaries."""

    def column(name, default, dtype):
        return np.array([row.get(name, default) for row in rows], dtype=dtype)

    return Rows(
        instrument=tuple(row.get("instrument", f"treaty {i}") for i, row in enumerate(rows)),
        ordinal=np.arange(len(rows)),
        measure=np.array([MEASURES.index(row["measure"]) for row in rows], dtype=np.int64),
        desk=np.array([DESKS.index(row["desk"]) for row in rows], dtype=np.int64),
        days=column("days", 0.0, np.float64),
        convention=column("convention", False, np.bool_),
        joint_list=column("joint_list", False, np.bool_),
        vetted=column("vetted", False, np.bool_),
        takes_regime=np.zeros(len(rows), dtype=np.bool_),
        floored=column("floored", False, np.bool_),
        forward=column("forward", 0.0, np.float64),
    )


def make_network(rows, n=4, **changed):
    """A network in which every gate passes, but where `changed` says otherwise."""
    k = len(rows)
    apart = ~np.eye(n, dtype=bool)
    own = np.array([row["desk"] is Desk.PROVIDER for row in rows])
    plain = {
        "codes": NAMES[:n],
        "numbers": np.arange(n, dtype=np.int64) * 7 + 3,
        "requesting": 0,
        "rows": make_rows(rows),
        "bound": np.stack([apart, np.ones((n, n), dtype=bool)]),
        "binding": own.astype(np.int64),
        "partial": np.zeros((2, n, n), dtype=bool),
        "partial_share": np.ones(2),
        "regime": np.zeros((n, n), dtype=np.int64),
        "scope": np.ones(k),
        "years": np.zeros(k),
        "both_laws": False,
        "penalty": np.full(n, 5.0),
        "maximum": np.full(n, 5.0),
        "crime": np.ones((3, n)),
        "concern": np.zeros(n),
        "plainest": np.zeros((1, k)),
        "test": np.ones((1, k), dtype=np.int64),
        "floor": np.zeros((n, n), dtype=bool),
        "grounds": np.zeros((1, k, n)),
        "grounds_handover": np.zeros((1, k, n)),
        "protection": np.zeros(k),
        "protection_force": np.zeros(n),
        "dual_criminality": np.zeros((1, k, n)),
        "data_protection": np.ones((1, k, n)),
        "court": np.zeros((1, k, n)),
        "remedy": np.zeros((1, k, n)),
        "vetting": np.ones(n),
        "capacity": np.ones((k, n)),
        "trust": np.ones(n),
        "in_data": np.ones(n, dtype=bool),
        "aligned": np.zeros((n, n)),
        "sigma": 1.0,
        "service_holders": ((0, ((HOST, 1.0),)),),
        "pseudonymous": False,
        "travels": False,
        "transit": (),
        "found_base": 0.0,
        "found_border": 0.0,
        "warned": 0.0,
        "retention_days": 180.0,
        "retention_sigma": 0.5,
    }
    return Network(**{**plain, **changed})


def with_rows(network, order):
    """The network with its rows in another order, or some of them twice."""
    rows = Rows(
        instrument=tuple(network.rows.instrument[k] for k in order),
        **{f.name: getattr(network.rows, f.name)[order] for f in fields(Rows) if f.name != "instrument"},
    )
    by_row = ("binding", "scope", "years", "protection", "capacity")
    by_regime = (
        "grounds",
        "grounds_handover",
        "dual_criminality",
        "plainest",
        "test",
        "data_protection",
        "court",
        "remedy",
    )
    changed = {name: getattr(network, name)[order] for name in by_row}
    return replace(network, rows=rows, **changed, **{name: getattr(network, name)[:, order] for name in by_regime})


@st.composite
def networks(draw):
    """Any small network: every desk and measure, chances everywhere, forwarding, joint lists, services."""
    n = draw(st.integers(3, 6))
    k = draw(st.integers(1, 9))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows = []
    for _ in range(k):
        measure = list(Measure)[rng.integers(len(Measure))]
        desks = DATA_DESKS if measure in DATA else PERSON_DESKS
        desk = desks[rng.integers(2 if measure is Measure.LOCATE else 3)]  # no provider is asked where someone is
        rows.append(
            {
                "measure": measure,
                "desk": desk,
                "days": float(rng.choice([0, 5, 40, 300])),
                "convention": bool(rng.random() < 0.4) and desk is not Desk.PROVIDER,
                "joint_list": bool(rng.random() < 0.4) and desk is not Desk.PROVIDER,
                "vetted": bool(rng.random() < 0.3),
                "floored": bool(rng.random() < 0.5),
                "forward": float(rng.choice([0, 0.3, 0.9])) if desk is not Desk.PROVIDER else 0.0,
            }
        )

    def chance(*shape):
        return np.clip(rng.random(shape) * 1.6, 0, 1)

    def force(*shape):
        return np.clip(rng.random(shape) * 1.5 - 0.5, 0, 1)

    grounds = force(2, k, n)
    bound = rng.random((2, n, n)) < 0.8
    bound[0] &= ~np.eye(n, dtype=bool)
    services = []
    for service in range(len(SERVICES)):
        if service == 0:
            services.append((0, ((HOST, 1.0),)))
        elif rng.random() < 0.6:
            services.append((service, ((HOST, 0.3), (OWN, 0.2), (1, 0.3), (2, 0.2))))
    return make_network(
        rows,
        n,
        bound=bound,
        partial=rng.random((2, n, n)) < 0.5,
        partial_share=chance(2),
        scope=rng.choice([0.0, 1.0, 1.0], k),
        years=rng.choice([0.0, 4.0], k),
        penalty=rng.choice([3.0, 5.0], n),
        both_laws=bool(rng.random() < 0.3),
        crime=chance(3, n),
        concern=chance(n),
        plainest=force(2, k),
        test=rng.integers(0, 3, (2, k)),
        floor=rng.random((n, n)) < 0.5,
        grounds=grounds,
        grounds_handover=np.maximum(grounds, force(2, k, n)),
        protection=force(k),
        protection_force=chance(n),
        dual_criminality=force(2, k, n),
        data_protection=chance(2, k, n),
        court=force(2, k, n),
        remedy=force(2, k, n),
        vetting=chance(n),
        capacity=chance(k, n),
        trust=chance(n),
        aligned=rng.choice([0.0, 0.0, 0.6], (n, n)),
        in_data=rng.random(n) < 0.95,
        service_holders=tuple(services),
        pseudonymous=bool(rng.random() < 0.4),
        travels=bool(rng.random() < 0.5),
        transit=((1, 0.6), (2, 0.4)),
        found_base=0.3,
        found_border=0.6,
        warned=0.5,
    )
