"""An example of every screen: every address of the service, with somebody who may open it and something to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver

from reciprocal.accounts.actions import keep_team
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.property_requests.models import HouseholdMember
from reciprocal.property_requests.questions import LABELS, PAGES
from reciprocal.property_requests.questions_equality import BY_KEY
from reciprocal.property_requests.sections.shared import Repeated
from reciprocal.rulebook.lifecycle import STEPS
from tests.guarantees import matrix, pages
from tests.guarantees.scene import MAKES_NEW, Scene, asked_to_open, open_dispute, scene_of_x, sent_mail
from tests.guarantees.test_guards import BEFORE_A_POST
from tests.people import NOON, Now, as_, signed_in

# Addresses that show nothing of their own: they answer, or they only take what is sent and lead on. Those of signing
# in are walked through, with axe, in the journeys of signing in.
WITHOUT_A_SCREEN: Final[dict[str, str]] = {
    **dict.fromkeys(BEFORE_A_POST, "looked at in tests/journeys/test_sign_in.py"),
    "health": "answers ok, for machines",
    "sign_out": "takes a click and leads to the first page",
    "hide_page": "takes a click and leads away",
    "request_checked": "takes a click and leads back to the request",
    "request_marks": "takes a click and leads back to the request",
    "step_in": "takes a click and leads to the worklist",
    "tour_stop": "takes a click and leads to the stop",
    "move_clock": "takes a click and leads back",
    "home_looked_at": "takes a click and leads back to the home",
    "profile_answer": "takes a click and leads back to the profile",
    "home_allow": "stands only where a home nearly fits; it is walked beside the app",
    "profile_offer": "chooses among homes that are on the list, and leads on where there is one",
}
# Pages of the form that the scheme does not ask: a setting with dates would switch them on.
SWITCHED_OFF: Final = ("tenant_since_2012", "tenancy_reference")
# Steps that open some days after their state began, and a list of what is late.
BEGAN_EARLIER: Final = {
    "follow_up": 40,
    "decline": 10,
    "remind": 20,
    "landlord_says": 20,
    "officer_says": 20,
    "chase": 20,
}
# Those of the matrix, and colleagues who open what nobody else does.
PEOPLE: Final = (*matrix.ACTORS, "lantern_desk")
# Who is tried first, and in which moment a list has something to send, where it matters.
FIRST_FOR: Final = {**dict.fromkeys(("people_invite", "people_change_role"), ("petra",)), "sealed_fact": ("max",)}
WITH_ROWS: Final = {"call_list": "withdrawn", "chase": "awaiting_landlord", "sealed_facts": "under_offer"}
# Whose post each page about people changes: nobody whom another screen needs.
POSTS: Final = {"people_change_role": "alder_lettings", "people_stop": "elm_lead"}
# Households of which each is asked something that the usual one is not.
HOUSEHOLDS: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"primary_reason": "SYV", "safe_places": [], "unsafe_places": ["camden", "hackney"]},
    {"tenancy_route": "joint"},
    {"adults": [34, {"age": 36, "relationship": "partner"}], "partner_connected": "no"},
    {"tenancy_route": "owed"},
    {"danger_now": "yes"},
    {"tenancy_held": "notice", "notice_ends": NOON.date()},
    {"cover": EVERYBODY["lantern_desk"].membership_id},
)
# The household of which somebody besides the applicant may be taken off after the request was sent.
WITH_A_PARTNER: Final = 3


@dataclass(frozen=True)
class Screen:
    """One address, or one page of several at one address. `key` is a page of the form or a step of the lifecycle."""

    name: str
    route: str
    kind: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.key}".strip()


@dataclass(frozen=True)
class Example:
    """A screen as one of the cast meets it: who, in which moment of which household."""

    screen: Screen
    actor: str
    moment: str
    household: int = 0

    def staged(self, now: Now) -> Scene:
        """A request of its own in this moment, so that what is sent here spoils nothing for others."""
        now.at = NOON - timedelta(days=BEGAN_EARLIER.get(self.screen.key or self.screen.name, 0))
        return scene_of_x(self.moment, now, **HOUSEHOLDS[self.household])

    def address(self, scene: Scene) -> str | None:
        """Where the screen stands for this scene; None where what it is about does not exist in it."""
        return address_of(self.screen, scene)


def screens() -> list[Screen]:
    """List every screen of the service, from its addresses, in the order of their names."""
    found = {
        screen
        for route, pattern in _patterns()
        if pattern.name not in WITHOUT_A_SCREEN
        for screen in _of(route, pattern)
    }
    return sorted(found, key=str)


def address_of(screen: Screen, scene: Scene) -> str | None:
    """The address of a screen in a scene; None where what it is about does not exist there."""
    if screen.name == "step":
        return pages.address(screen.key, scene)
    if screen.name == "pot_dispute":
        thing: UUID | None = open_dispute(NOON)
    elif screen.name == "sealed_fact":
        thing = asked_to_open(scene)
    else:
        thing = sent_mail() if screen.name == "mailbox_mail" else scene.thing(screen.kind or "request")
    if thing is None:
        return None
    return (
        screen.route.replace("<uuid:id>", str(thing))
        .replace("<uuid:member>", str(_last_member(screen, scene)))
        .replace("<uuid:profile>", str(scene.profile_id or uuid4()))
        .replace("<slug:key>", screen.key)
        .replace("<uuid:partner>", str(organisation_id(EVERYBODY["liam"].organisation)))
        .replace("<uuid:team>", str(_team(screen)))
        .replace("<uuid:post>", str(EVERYBODY[POSTS.get(screen.name, "liam")].membership_id))
    )


def _team(screen: Screen) -> Any:
    """A team of Alder Council for this address alone, since one of the pages takes it away."""
    if "<uuid:team>" not in screen.route:
        return ""
    with as_("petra") as petra:
        return keep_team(petra, None, f"Team {uuid4()}", [], at=NOON)


def _last_member(screen: Screen, scene: Scene) -> Any:
    """One of those who are moving: the last, since the first adult is the applicant."""
    if "<uuid:member>" not in screen.route:
        return ""
    kind = {"adults": "adult", "children": "child"}[screen.key]
    with as_("nadia"):
        row = HouseholdMember.objects.filter(request_id=scene.request_id, kind=kind).last()
        return row.pk if row else uuid4()


def example_of(screen: Screen, scenes: dict[tuple[str, int], Scene], now: Now) -> Example | None:
    """Find who can open a screen and when, among the scenes by moment and household; None if nobody can."""
    if screen.name == "step":
        return next(
            (
                Example(screen, actor, moment)
                for actor, moments in matrix.STEPS[screen.key].items()
                for moment in moments.split()
            ),
            None,
        )
    for actor in (*FIRST_FOR.get(screen.name, ()), *PEOPLE):
        client = signed_in(actor, now)
        for (moment, household), scene in scenes.items():
            address = address_of(screen, scene)
            if address and client.get(address).status_code == 200:
                return Example(screen, actor, WITH_ROWS.get(screen.name, moment), household)
            if "<" not in screen.route:
                break
    return None


def _of(route: str, pattern: URLPattern) -> Iterator[Screen]:
    kind = pattern.callback.guard.kind  # type: ignore[attr-defined]
    name = pattern.name or ""
    step_keys = _steps_at(route, pattern)
    if step_keys:
        yield from (Screen("step", route, kind, key) for key in step_keys)
    elif "<slug:key>" in route:
        yield from (Screen(name, route, kind, key) for key in KEYS[name])
    else:
        yield Screen(name, route, kind)


def _steps_at(route: str, pattern: URLPattern) -> list[str]:
    """The steps whose page stands at an address."""
    before, _, last = route.rstrip("/").rpartition("/")
    if not before.endswith("/steps"):
        return ["send_offer"] if pattern.name == "offer_new" else []
    machine = {"/requests": "request", "/offers": "offer", "/homes": "home"}[before.split("/<")[0]]
    if last != "<slug:key>":
        return [last]
    return [
        key
        for key, step in STEPS.items()
        if step.machine == machine and key not in (*MAKES_NEW, *matrix.BY_THE_SERVICE, "send_offer")
    ]


def _patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, f"{before}{pattern.pattern}")
        else:
            yield f"/{before}{pattern.pattern}", pattern


_OF_PEOPLE: Final = (
    "members",
    "member_new",
    "member",
    "member_remove",
    "request_change_new",
    "request_change_person",
    "request_change_remove",
)
# The pages at an address that has several.
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "request_question": tuple(
        page.key for page in PAGES if not isinstance(page, Repeated) and page.key not in SWITCHED_OFF
    ),
    **dict.fromkeys(_OF_PEOPLE, ("adults", "children")),
    "request_section": tuple(LABELS),
    "equality": tuple(BY_KEY),
    "request_interruption": ("danger_now", "tenancy_held"),
    "request_change": ("bedrooms", "safe_places"),
}
