"""How long an answer takes does not tell whether an address has an account: measured in pairs, one after the other."""

from __future__ import annotations

import gc
import random
import time

import pytest
from django.core.cache import cache
from django.test import Client

from tests.guarantees.test_web import DOORS, Ask
from tests.proof import Proof
from tests.sign_in import give_password

pytestmark = pytest.mark.django_db
SEED = 20261
FEW = 40


def area(known: list[float], unknown: list[float]) -> float:
    """Give how often a random known one took longer than a random unknown one: 0.5 where nobody could tell."""
    ranked = sorted([(took, 1) for took in known] + [(took, 0) for took in unknown])
    ranks = sum(place for place, (_, which) in enumerate(ranked, start=1) if which)
    return (ranks - len(known) * (len(known) + 1) / 2) / (len(known) * len(unknown))


def took(ask: Ask, email: str) -> float:
    """Time one answer, as often as a new visitor gets it."""
    cache.clear()
    client = Client()
    begun = time.perf_counter()
    ask(client, email)
    return time.perf_counter() - begun


@pytest.mark.parametrize("door", DOORS)
def test_the_time_of_an_answer_tells_nothing(door: str, proof: Proof, client_of: object) -> None:
    nadia, chance, size = give_password("nadia"), random.Random(SEED), proof.size(FEW)
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for email in (nadia.email, "nobody@support.example") * 5:
        took(DOORS[door], email)
    gc.collect()
    for number in range(size):
        both = [("known", nadia.email), ("unknown", f"nobody{number}@support.example")]
        chance.shuffle(both)
        for which, email in both:
            times[which].append(took(DOORS[door], email))
    found = area(times["known"], times["unknown"])
    proof.keep("enumeration", door, SEED, {"pairs": size, "auc": round(found, 4)})
    assert abs(found - 0.5) < (0.05 if size >= 2000 else 0.25)


def test_a_tenth_of_a_millisecond_would_be_seen() -> None:
    """The negative control."""
    chance = random.Random(SEED)
    slow, fast = ([chance.gauss(more, 0.0003) for _ in range(2000)] for more in (0.0051, 0.005))
    assert area(slow, fast) > 0.55
    assert abs(area(fast, fast) - 0.5) < 0.01
