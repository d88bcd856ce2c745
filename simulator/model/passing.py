"""The chance to pass each gate, from the numbers that a compiled network keeps: one definition for every engine.

Each function takes arrays that broadcast, or single numbers, and gives the same bits either way: the numpy engine
calls them on arrays, the compiled one on one channel after another. What the numbers mean is in
`simulator.model.network`, and whence they come in `simulator.law`.
"""

from typing import Any

import numpy as np


def choose(condition: Any, one: Any, other: Any) -> Any:
    """`one` where the condition holds, else `other`; the compiled engine has its own, for single numbers."""
    return np.where(condition, one, other)


def severity(convention: Any, years: Any, minimum_u: Any, maximum_u: Any, minimum_v: Any, both_laws: Any) -> Any:
    """Gate 4: 1 where the sender's statute, and the requested state's where both count, reaches `years`, else 0."""
    own = choose(convention, minimum_u, maximum_u) >= years
    theirs = np.logical_or(np.logical_not(np.logical_and(both_laws, convention)), minimum_v >= years)
    return choose(np.logical_and(own, theirs), 1.0, 0.0)


def grounds(concern_u: Any, concern_requester: Any, person: Any, force: Any, protected: Any, protection: Any) -> Any:
    """Gate 5: 1 - the strongest ground. About the person the holder looks at the sender and at the requesting state."""
    concern = choose(person, np.maximum(concern_u, concern_requester), concern_u)
    return 1 - np.maximum(concern * force, protected * protection)


def dual_criminality(crime_u: Any, crime_v: Any, force: Any) -> Any:
    """Gate 6: 1 - force x the chance that it is not a crime in both."""
    return 1 - (1 - crime_u * crime_v) * force


def review(weight: Any, concern_u: Any, plainest: Any, protected: Any) -> Any:
    """Gates 8 and 9: 1 - weight x the plainest of what the court, or the person heard, can point to."""
    return 1 - weight * np.maximum(concern_u * plainest, protected)


def vetting(vetted: Any, sender: Any) -> Any:
    """INTERPOL's review of the sender, where a row passes through it."""
    return choose(vetted, sender, 1.0)


def handling(capacity: Any, share: Any, abroad: Any, trust: Any) -> Any:
    """Gate 10: share of requests handled; of those pairs that send at all, and of orders that a provider trusts."""
    handled = capacity * share
    return choose(abroad, handled * trust, handled)
