"""Single draws in machine code: the same counter hash as `simulator.engine.draws`."""

from typing import Any

import numpy as np

from simulator.engine.compiled.making import inlined

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
M1, M2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_M1, _M2, _ONE = np.uint64(M1), np.uint64(M2), np.uint64(1)
_30, _27, _31, _33 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(33)


@inlined
def mix(z: Any) -> Any:
    """The finaliser of SplitMix64."""
    z = (z ^ (z >> _30)) * _M1
    z = (z ^ (z >> _27)) * _M2
    return z ^ (z >> _31)


@inlined
def narrow(key: Any, number: Any) -> Any:
    """Key of draws that also belong to `number`, a code or a permanent number (uint64)."""
    return mix(key + (number + _ONE) * GOLDEN)


@inlined
def begun(z: Any) -> Any:
    """The first step of `mix`; that of a key and a replicate together is that of each, so it is done once for both."""
    return z ^ (z >> _30)


@inlined
def replicate_key(replicate: Any) -> Any:
    """A replicate (its number, uint64) as draws take it: mixed, and the first step of their own mixing done."""
    return begun(mix((replicate + _ONE) * GOLDEN))


@inlined
def coin(key: Any, replicate: Any) -> Any:
    """One draw (31 bits), of a `replicate_key`."""
    return toss(begun(key), replicate)


@inlined
def toss(key: Any, replicate: Any) -> Any:
    """The same, of a key that is `begun`; the last step of `mix` changes none of the bits."""
    z = (key ^ replicate) * _M1
    return np.uint32(((z ^ (z >> _27)) * _M2) >> _33)
