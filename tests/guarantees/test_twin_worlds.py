"""What somebody may not know changes nothing that they can observe (`./run prove twin`)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import transaction

from tests.guarantees import walker
from tests.guarantees.leaks import LEAKS, Leak
from tests.guarantees.walker import Reached, Seen, differences, journey
from tests.guarantees.worlds import SECRETS, Secret, as_the_owner, build, chance, tame_chance
from tests.people import Now
from tests.proof import LONG, Proof

pytestmark = pytest.mark.django_db
SAMPLE = 6
# Journeys in which each planted leak shows. With the tests the first of them is planted; all in the long run.
ENOUGH = 40 if LONG else 6
PLANTED = LEAKS if LONG else LEAKS[:1]
REACHED = Reached()


def walk(
    secret: Secret, moment: str, observers: Sequence[str], numbers: range, now: Now, reached: Reached, sql: str = ""
) -> list[str]:
    """Walk the same journeys in both worlds; gives what differed. The observers take turns."""
    seen: dict[str, list[list[Seen]]] = {}
    who = [observers[number % len(observers)] for number in numbers]
    left = None
    for side in ("left", "right"):
        with transaction.atomic():
            tame_chance()
            with chance(f"{secret.name} {moment}"):
                world = build(secret, side, moment, now)
            left = world.guessed = left or world.of_x
            if sql:
                as_the_owner(sql)
            seen[side] = [
                journey(number, observer, world, now, reached) for number, observer in zip(numbers, who, strict=True)
            ]
            transaction.set_rollback(True)
    return [
        f"{secret.name}, {moment}, {observer}, journey {number}: {difference}"
        for number, observer, left, right in zip(numbers, who, seen["left"], seen["right"], strict=True)
        for difference in differences(left, right)
    ]


@pytest.mark.parametrize("secret", SECRETS, ids=[secret.name for secret in SECRETS])
def test_nobody_who_may_not_know_sees_a_difference(secret: Secret, now: Now, proof: Proof) -> None:
    moments = secret.moments if proof.long else secret.moments[1:2]
    size = proof.size(SAMPLE) // len(moments)
    wrong = [
        difference
        for number, moment in enumerate(moments)
        for difference in walk(secret, moment, secret.observers, _numbers(size, number), now, REACHED)
    ]
    assert not wrong, "\n".join(wrong[:20])


if LONG:

    def test_every_address_and_step_is_reached_in_the_long_run(proof: Proof) -> None:
        """After the walks above, of which every journey counts twice, once a world."""
        addresses = {name: REACHED.addresses[name] for pages in walker.addresses() for name, *_ in pages}
        steps = {step: REACHED.steps[step] for step in walker.STEPS}
        figures = {"journeys": REACHED.journeys // 2, "addresses": addresses, "steps": steps}
        proof.keep("twin", "reached", 0, figures)
        if REACHED.journeys // 2 >= 20_000:
            assert min(*addresses.values(), *steps.values()) >= 100


@pytest.mark.parametrize("leak", PLANTED, ids=[leak.name for leak in PLANTED])
def test_a_leak_is_found(leak: Leak, now: Now, monkeypatch: pytest.MonkeyPatch) -> None:
    leak.plant(monkeypatch)
    secret = next(secret for secret in SECRETS if secret.name == leak.secret)
    assert walk(secret, leak.moment, [leak.observer], range(ENOUGH), now, Reached(), leak.sql)


def _numbers(size: int, turn: int) -> range:
    """Other journeys for each moment."""
    return range(turn * 1_000_000, turn * 1_000_000 + size)
