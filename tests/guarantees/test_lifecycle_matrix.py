"""Every step × every actor × every moment: allowed exactly where the table written by hand says.

Asked of the policy, of the pages, and by sending right answers straight to the address of the step. One test a
moment; all wrong cells are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client

from reciprocal.access.actor import facts_of
from reciprocal.access.policy import Allowed, Hidden, decide_step
from reciprocal.property_requests import actions as requests
from reciprocal.rulebook.lifecycle import STEPS
from tests.guarantees import matrix, pages
from tests.guarantees.matrix import ACTORS, MOMENTS, Table, may
from tests.guarantees.scene import MAKES_NEW, MOMENTS_OF_Y, Scene, expected, scene_of_x, scene_of_y
from tests.people import Now, as_

ClientOf = Callable[[str], Client]
SIGNED_OUT = ("otto", "nobody")  # an account without a post is as good as none
# Nothing of any request is theirs; what they get by opening an address of a step is in test_not_found.py.
KNOW_NOTHING = ("max", "anya", "audrey")

# A word of the scheme's sentences that nobody put in, such as {coordinator}.
_NOT_FILLED_IN = re.compile(r"\{[a-z_]+\}")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("moment", MOMENTS)
def test_request_x(moment: str, now: Now, client_of: ClientOf) -> None:
    scene = scene_of_x(moment, now)
    assert wrong_cells(scene, now, client_of, matrix.STEPS, matrix.READS) == []


@pytest.mark.parametrize("moment", MOMENTS_OF_Y[1:])
def test_request_y_of_another_officer_and_landlord(moment: str, now: Now, client_of: ClientOf) -> None:
    scene = scene_of_y(moment, now)
    assert wrong_cells(scene, now, client_of, matrix.STEPS_OF_Y, matrix.READS_OF_Y) == []


def test_the_table_has_every_step() -> None:
    assert set(matrix.STEPS) == set(STEPS) == set(pages.ANSWERS)


def test_a_step_given_to_somebody_else_is_found_on_every_way_and_the_database_still_refuses_it(
    now: Now, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(STEPS, "approve", replace(STEPS["approve"], who=("landlord", "officer")))
    scene = scene_of_x("awaiting_landlord", now)
    wrong = wrong_cells(scene, now, client_of, matrix.STEPS, matrix.READS)
    assert wrong == [
        "awaiting_landlord: approve by nadia by policy: allowed, not refused",
        "awaiting_landlord: approve by nadia on the page: its button is on the page of the request, not refused",
        "awaiting_landlord: approve by nadia at its address: allowed, not refused",
        "awaiting_landlord: approve by nadia when sent: status 500, not refused",
    ]


def test_a_changed_row_is_found(now: Now) -> None:
    scene = scene_of_x("circulating", now)
    before = pages.digest()
    with as_("clare") as actor:
        requests.hold(actor, scene.request_id, at=now.at, reason="away")
    assert pages.digest() != before


def wrong_cells(scene: Scene, now: Now, client_of: ClientOf, steps: Table, reads: Table) -> list[str]:
    """List the cells of one moment in which policy, pages or addresses do otherwise than written."""
    found, before = [], pages.digest()
    for actor in ACTORS:
        client = client_of(actor)
        client.raise_request_exception = False
        for way, cells in (
            ("by policy", _by_policy(scene, actor)),
            ("on the page", _on_pages(scene, actor, client, now, steps, reads)),
            ("at its address", _at_addresses(scene, client) if actor not in KNOW_NOTHING else ()),
            ("when sent", _when_sent(scene, actor, client, now, steps)),
        ):
            for step, got in cells:
                want = "as written"
                if step in STEPS:
                    want = expected(step, actor, scene.moment, steps, reads)
                    if actor in SIGNED_OUT and way in ("at its address", "when sent"):
                        want = "front"
                if got not in (want, "as written"):
                    found.append(f"{scene.moment}: {step} by {actor} {way}: {got}, not {want}")
    if pages.digest() != before:
        found.append(f"{scene.moment}: something that was refused has changed a row")
    return found


def _by_policy(scene: Scene, actor: str) -> Iterator[tuple[str, str]]:
    with as_(actor) as acting:
        for key, step in STEPS.items():
            if (facts := scene.facts(key)) is None:
                continue
            decision = decide_step(step, acting, facts)
            yield (
                key,
                "allowed" if isinstance(decision, Allowed) else "hidden" if isinstance(decision, Hidden) else "refused",
            )


def _on_pages(
    scene: Scene, actor: str, client: Client, now: Now, steps: Table, reads: Table
) -> Iterator[tuple[str, str]]:
    """Read the page of each thing; where it opens, it has the buttons of the table and no others."""
    for kind, where in pages.PAGES.items():
        thing = scene.thing(kind)
        if thing is None:
            continue
        response = client.get(where.format(thing))
        got = {200: "read", 404: "hidden", 302: "front"}.get(response.status_code, str(response.status_code))
        want = "front" if actor in SIGNED_OUT else "read" if may(reads, kind, actor, scene.moment) else "hidden"
        if got != want:
            yield f"the page of the {kind}", f"{got}, which should be {want}"
        if got != "read":
            continue
        for step in STEPS:
            link = pages.button(step, scene)
            if link is None or step in MAKES_NEW:
                continue
            allowed = may(steps, step, actor, scene.moment)
            with transaction.atomic():
                if allowed and step in pages.NEEDS_MORE:  # until then the page does not offer it
                    with pages.ready_for(step, scene, now):
                        response = client.get(where.format(thing))
                there = link in response.content.decode()
                transaction.set_rollback(True)
            if there != (allowed and kind in _stands_on(step)):
                yield step, f"its button {'is' if there else 'is not'} on the page of the {kind}"


def _stands_on(step: str) -> tuple[str, ...]:
    machine = "profile" if step == "send_offer" else STEPS[step].machine
    return ("request", "approval") if machine == "request" else (machine,)


def _at_addresses(scene: Scene, client: Client) -> Iterator[tuple[str, str]]:
    lost = pages.missing(client, "get")
    for step in STEPS:
        if (where := pages.address(step, scene)) is not None:
            response = client.get(where)
            yield step, pages.outcome(response, lost)
            if word := _NOT_FILLED_IN.search(response.content.decode()):
                yield f"the page of {step}", f"{word[0]} is left in it"


def _when_sent(scene: Scene, actor: str, client: Client, now: Now, steps: Table) -> Iterator[tuple[str, str]]:
    """Send right answers. What is allowed is taken back each time; what is refused has nothing to take back."""
    lost = pages.missing(client, "post")
    for step in STEPS:
        where, answers = pages.address(step, scene), pages.answers(step, actor, scene)
        if where is None:
            continue
        if not may(steps, step, actor, scene.moment):
            yield step, pages.outcome(client.post(where, answers), lost)
            continue
        with transaction.atomic(), pages.ready_for(step, scene, now):
            got = pages.outcome(client.post(where, answers), lost)
            yield step, got if got != "allowed" else _afterwards(step, scene)
            transaction.set_rollback(True)


def _afterwards(step: str, scene: Scene) -> str:
    """Whether the states are those that the step leads to; where it names none, those of before."""
    was = MOMENTS[scene.moment]
    default = pages.AFTERWARDS.get(step, ("", "", ""))
    wanted = pages.AFTERWARDS_IN.get((step, scene.moment), default)
    with as_("clare"):
        request = facts_of("request", scene.request_id)
        if STEPS[step].erases:
            return "as written" if request is None else "left there"
        offer = facts_of("offer", scene.offer_id) if scene.offer_id else request
        home = facts_of("home", scene.home_id)
    assert request is not None
    assert offer is not None
    assert home is not None
    got = (request.request_state, offer.offer_state, home.home_state)
    if step == "send_offer" and request.offer is not None:  # the new offer, and not the one that had ended
        return "as written" if (request.request_state, request.offer_state) == wanted[:2] else f"left {got}"
    want = tuple(new or old for new, old in zip(wanted, (was.request, was.offer, was.home), strict=True))
    return "as written" if got == want else f"left {got} and not {want}"
