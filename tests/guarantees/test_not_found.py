"""What a reader may not know is, byte for byte and statement for statement, what does not exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reciprocal.rulebook.lifecycle import STEPS
from tests.guarantees import pages
from tests.guarantees.scene import WAYS, Scene, kind_of, scene_of_x
from tests.guarantees.test_guards import named, patterns
from tests.people import Now, as_, declare

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db

# Who stands how to X under offer, and of which of its things each may not even know.
STRANGERS = {
    "bart": ("kept away", "request profile offer home"),
    "harbour_desk": ("another officer", "request profile offer home"),
    "lantern_desk": ("a colleague of the officer", "request profile offer home"),
    "birch_lead": ("another landlord", "request profile offer home"),
    "alder_lettings": ("lettings of the applicant's landlord", "request profile offer home"),
    "fir_lettings": ("lettings with another profile", "request profile offer home"),
    "cedar_lead": ("a named lead of the offering partner", "request profile offer home"),
    "petra": ("manager of the applicant's landlord", "request profile offer home"),
    "max": ("scheme manager", "request profile offer home"),
    "anya": ("analyst", "request profile offer home"),
    "audrey": ("auditor", "request profile offer home"),
    "liam": ("the applicant's landlord", "profile offer home"),
    "lena": ("the offering partner", "request"),
    "nadia": ("the officer", "profile home"),
    "clare": ("the coordinator", "profile"),
}
# Nothing that could differ from one answer to the next, and nothing to send.
NOT_ON_THE_PAGE = (r"<form", r"csrf", r"nonce", r"<input", r"\d\d:\d\d", r"\b20\d\d\b", r"[0-9a-f]{8}-[0-9a-f]{4}")


def addresses(scene: Scene, kind: str, id: UUID | None, own_home: UUID) -> Iterator[str]:
    """Every address at which a thing of one kind has its id, whether there is such a page for it or not."""
    for route, pattern in patterns():
        about = pattern.callback.guard.kind or ("request" if named(pattern) == "cover" else "")  # type: ignore[attr-defined]
        if about == kind and "<uuid:profile>" not in route:
            keys = [key for key in STEPS if kind_of(key) == kind] if "steps" in route else ["home_place", "safe_places"]
            for where in dict.fromkeys(route.replace("<slug:key>", key) for key in keys):
                yield where.replace("<uuid:id>", str(id))
    if kind == "home":
        yield f"/homes/{id}/offer/{scene.profile_id}/"
        yield f"/homes/{id}/allow/{scene.profile_id}/"
    if kind == "profile":
        yield f"/homes/{own_home}/offer/{id}/"
        yield f"/homes/{own_home}/allow/{id}/"


def asked(client: Client, method: str, where: str) -> tuple[tuple[object, ...], int]:
    """What a reader is shown at an address, and how many statements the database was asked."""
    step = where.rstrip("/").rsplit("/", 1)[1]
    with CaptureQueriesContext(connection) as statements:
        response = getattr(client, method)(where, pages.ANSWERS.get(step, {}) if method == "post" else None)
    return pages.shown(response), len(statements)


@pytest.mark.parametrize(
    ("actor", "way"), [*((actor, "a partner") for actor in STRANGERS), *(("bart", way) for way in WAYS[1:])]
)
def test_hidden_and_missing_are_the_same(actor: str, way: str, now: Now, client_of: ClientOf) -> None:
    scene, client = scene_of_x("under_offer", now, way), client_of(actor)
    own_home = scene.spare_id
    if actor in ("bart", "fir_lettings", "alder_lettings"):
        with as_(actor) as acting:
            places = {"bart": "bromley", "fir_lettings": "lewisham", "alder_lettings": "camden"}
            own_home = declare(acting, now.at, place=places[actor])
    client.post("/nowhere/at/all/")  # the demonstration keeps its time after every post; the first makes its row
    wrong, cells = [], 0
    for kind in STRANGERS[actor][1].split():
        for method in ("get", "post"):
            there = addresses(scene, kind, scene.thing(kind), own_home)
            nowhere = addresses(scene, kind, uuid4(), own_home)
            for hidden, missing in zip(there, nowhere, strict=True):
                cells += 1
                (got, statements), (want, fewer) = asked(client, method, hidden), asked(client, method, missing)
                if want[0] != 404 or got != want:
                    wrong.append(f"{method} {hidden}: {got[0]}, and {want[0]} where nothing is")
                elif statements != fewer:
                    wrong.append(f"{method} {hidden}: {statements} statements, and {fewer} where nothing is")
    assert wrong == []
    assert cells >= 6


def test_the_page_is_the_same_for_everybody_and_holds_nothing_that_differs(now: Now, client_of: ClientOf) -> None:
    scene = scene_of_x("under_offer", now)
    bodies = set()
    for actor, (_, kinds) in STRANGERS.items():
        for kind in kinds.split():
            response = client_of(actor).get(pages.PAGES[kind].format(scene.thing(kind)))
            bodies.add(response.content)
        bodies.add(client_of(actor).get("/nowhere/at/all/").content)
        now.forward(days=1)
    assert len(bodies) == 1
    body = bodies.pop().decode()
    assert [mark for mark in NOT_ON_THE_PAGE if re.search(mark, body)] == []
    assert (
        "nonce" not in client_of("bart").get(pages.PAGES["request"].format(uuid4())).headers["Content-Security-Policy"]
    )


def test_a_page_that_may_be_read_is_told_from_a_missing_one(now: Now, client_of: ClientOf) -> None:
    """Were everything the same, the checks above would hold and mean nothing."""
    scene = scene_of_x("under_offer", now)
    for actor, kind in (
        ("nadia", "request"),
        ("liam", "approval"),
        ("lena", "profile"),
        ("lena", "home"),
        ("clare", "offer"),
    ):
        client = client_of(actor)
        there = asked(client, "get", pages.PAGES[kind].format(scene.thing(kind)))
        nowhere = asked(client, "get", pages.PAGES[kind].format(uuid4()))
        assert there[0] != nowhere[0]
        assert there[1] != nowhere[1]
