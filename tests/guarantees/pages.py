"""The addresses of pages and steps, right answers for each step, and what an answer of the service means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final
from uuid import uuid4

from django.db import connection
from django.test import Client

from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.homes.models import Home
from reciprocal.offers import actions as offers
from reciprocal.offers import rulings
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals, reviews
from reciprocal.property_requests.models import Approval, PropertyRequest
from tests.guarantees import matrix
from tests.guarantees.scene import MAKES_NEW, Scene
from tests.people import Now, as_, viewing_plan

FRONT: Final = "/"
PAGES: Final = {
    "request": "/requests/{}/",
    "approval": "/decisions/{}/",
    "profile": "/profiles/{}/",
    "offer": "/offers/{}/",
    "address": "/offers/{}/address/",
    "viewing": "/offers/{}/viewing/",
    "home": "/homes/{}/",
}
LISTS: Final = {
    "request_list": "/requests/",
    "request_new": "/requests/new/",
    "phone_enquiry": "/requests/enquiry/",
    "decision_list": "/decisions/",
    "home_list": "/homes/",
    "home_declare": "/homes/declare/",
    "coming_home": "/homes/coming/",
    "profile_list": "/profiles/",
    "this_week": "/this-week/",
    "call_list": "/calls/",
    "sealed_facts": "/sealed/",
    "chase": "/chase/",
    "offer_list": "/offers/",
    "statement": "/statement/",
    "statement_dispute": "/statement/dispute/",
    "pot": "/pot/",
    "pot_opening": "/pot/opening/",
    "pot_correction": "/pot/correction/",
    "log": "/log/",
    "partner_list": "/partners/",
    "partner_add": "/partners/add/",
    "contact": "/contact/",
    "places": "/places/",
    "teams": "/teams/",
    "team_add": "/teams/add/",
    "people": "/people/",
    "people_invite": "/people/invite/",
    "agencies": "/agencies/",
    "change_post": "/post/",
    "your_details": "/details/",
    "your_cover": "/cover/",
    "offered_back": "/kept/",
    "worklist": "/worklist/",
}
OF_AN_OFFER: Final = (
    "ask_time",
    "hold_offer",
    "arrange_viewing",
    "record_viewing",
    "accept",
    "refuse",
    "not_safe",
    "withdraw_offer",
    "void_offer",
    "rule",
    "ask_second_ruling",
    "rule_again",
    "record_signing",
    "record_start",
    "cancel_move",
    "follow_up",
    "partner_says",
)

OF_A_HOME: Final = ("change_home", "hold_longer", "take_off")

# Steps that need more than a state: see `ready_for`.
NEEDS_MORE: Final = (
    "remind",
    "landlord_says",
    "officer_says",
    "decline",
    "what_was_done",
    "record_viewing",
    "rule_again",
    "confirm_tenancy",
    "settle_kept_away",
    "lift_legal_hold",
    "agree_again",
    "hold_offer",
    "follow_up",
)


def _date(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def _ticks(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "yes")


# Answers that are right on 3 March 2026, and on the days after it that a moment has reached.
ANSWERS: Final[dict[str, dict[str, Any]]] = {
    "start_request": {},
    "submit": _ticks("agreed", "right", "will_tell", "will_name"),
    "delete_draft": {},
    "confirm_tenancy": {},
    "agree_again": {},
    "answer_information": {"places": "The school does not say.", "risk": "They do not say."},
    "correct_facts": {"fact_1": "changed", "fact_1_changed": "The person came back in February."},
    "nothing_to_correct": {},
    "second_look": {},
    "withdraw_consent": {},
    "change_request": {"sections": ["home"]},
    "review": {"still_needed": "yes", "safe_tonight": "elsewhere", "risk_changed": "same", "ages_changed": "no"},
    "not_safe_tonight": _ticks("read"),
    "what_was_done": {"done": ["police", "safe_now"]},
    "hand_over": {"to": str(EVERYBODY["lantern_desk"].membership_id), **_ticks("applicant_knows")},
    "find_officer": {"to": str(EVERYBODY["lantern_desk"].membership_id)},
    "no_longer_needed": {},
    "ask_information": {"sections": ["places"], "message_places": "Which boroughs are near the school?"},
    "seek_approval": {},
    "settle_kept_away": {"reason": "The officer has rung back. Nobody else is to be kept away."},
    "legal_hold": {"why": "The ombudsman has asked for the papers."},
    "lift_legal_hold": {},
    "circulate": {},
    "change_band": {"band": "1", "why": "A specialist rang: the person has a key."},
    "ring_landlord": {"answer": "no_answer"},
    "ring_officer": {"answer": "no_answer"},
    "ring_partner": {"answer": "no_answer"},
    "landlord_says": {"answer": "name"},
    "officer_says": {"answer": "applicant"},
    "partner_says": {"answer": "documents"},
    "remind": {},
    "ask_partner": {"organisation": str(organisation_id("Fir Homes"))},
    "close": {"reason": "not_needed"},
    "keep_away": {"organisation": str(organisation_id("Elm Council")), "whom": "everybody"},
    "hold": {"reason": "away"},
    "resume": {},
    "approve": _ticks("our_tenant"),
    "landlord_asks": {"sections": ["risk"], "message_risk": "Who assessed the risk?"},
    "set_panel_date": _date("panel_on", date(2026, 3, 16)),
    "propose_decline": {
        "reason": "risk_not_high",
        "asked_risk_not_high": "The patch team, last month",
        "facts": "We were told that the person has left the area.",
        "source": "Our patch team, last month",
        "would_change": "A recent view of a specialist service",
    },
    "decline": {},
    "send_offer": {
        "address": "Flat 3, 18 Larkfall Gardens, Croydon",
        "tenancy": "SEC_LIFE",
        **_date("starts_on", date(2026, 3, 30)),
        **_date("answer_by", date(2026, 3, 16)),
        **_ticks("home_is_empty"),
    },
    "ask_time": {**_date("until", date(2026, 3, 20)), "what_for": "viewing"},
    "hold_offer": _date("until", date(2026, 3, 20)),
    "arrange_viewing": {
        **_date("on", date(2026, 3, 5)),
        "time": "2:30pm",
        "meeting_point": "The ticket hall of the tram stop",
        "from_officer": "The support worker",
        "from_landlord": "A lettings officer",
        "phone": "020 7946 0000",
        **{f"safety_{n}": "not_needed" for n in range(1, 11)},
    },
    "record_viewing": {"outcome": "took_place"},
    "accept": {"ages_changed": "no", **_ticks("read_offer", "read_tenancies", "know_how_long", "agree_to_name")},
    "refuse": {"words": "I cannot manage the stairs.", "reason": "access"},
    "allow_home": {"why": "It is near the hospital that treats their child.", **_ticks("officer_agreed")},
    "rule": {"counts": "no", "why": "It is too far from the child's school."},
    "ask_second_ruling": {},
    "rule_again": {"counts": "no", "why": "It is too far from the child's school."},
    "not_safe": {"reason": "person_near"},
    "withdraw_offer": {"reason": "not_ready"},
    "void_offer": {"reason": "sent_in_error"},
    "record_signing": _date("signed_on", date(2026, 3, 3)),
    "record_start": {"firewall": [str(n) for n in range(1, 9)], **_date("started_on", date(2026, 3, 3))},
    "cancel_move": {"why": "The household could not move in."},
    "follow_up": {"answer": "settled"},
    "declare_home": {
        "place": "croydon",
        "bedrooms": "2",
        "kind": "flat",
        "floor": "1",
        "lift": "no",
        "access": "none",
        "tenancy": "SEC_LIFE",
        "rent": "142.50",
        "hold": "5",
        **_date("ready_from", date(2026, 3, 9)),
    },
    "change_home": {
        "bedrooms": "3",
        "kind": "house",
        "floor": "0",
        "lift": "no",
        "access": "none",
        "tenancy": "SEC_LIFE",
        "rent": "150",
        **_date("ready_from", date(2026, 3, 9)),
    },
    "hold_longer": _date("until", date(2026, 4, 20)),
    "take_off": {"fate": "let_elsewhere"},
    **{step: {} for step in matrix.BY_THE_SERVICE},
}
# What a step leaves behind: request, offer and home, where it changes them. Empty: it stays.
AFTERWARDS: Final[dict[str, tuple[str, str, str]]] = {
    "submit": ("submitted", "", ""),
    "ask_information": ("information_needed", "", ""),
    "seek_approval": ("awaiting_landlord", "", ""),
    "correct_facts": ("awaiting_landlord", "", ""),
    "nothing_to_correct": ("awaiting_landlord", "", ""),
    "second_look": ("awaiting_landlord", "", ""),
    "circulate": ("circulating", "", ""),
    "close": ("closed", "", ""),
    "hold": ("on_hold", "", ""),
    "resume": ("circulating", "", ""),
    "approve": ("approved", "", ""),
    "landlord_asks": ("information_needed", "", ""),
    "propose_decline": ("decline_proposed", "", ""),
    "decline": ("declined", "", ""),
    "send_offer": ("under_offer", "sent", ""),
    "accept": ("moving", "accepted", "offered"),
    "refuse": ("circulating", "refused", "open"),
    "rule": ("circulating", "refused", "open"),
    "rule_again": ("circulating", "refused", "open"),
    "not_safe": ("circulating", "void", "open"),
    "withdraw_offer": ("circulating", "withdrawn", "open"),
    "void_offer": ("circulating", "void", "open"),
    "record_signing": ("moving", "signed", "offered"),
    "record_start": ("moved", "started", "taken"),
    "take_off": ("", "", "off_list"),
    "withdraw_consent": ("closed", "", ""),
    "no_longer_needed": ("closed", "", ""),
}
# Where the moment decides as well.
AFTERWARDS_IN: Final = {
    ("answer_information", "information_needed"): ("submitted", "", ""),
    ("answer_information", "landlord_asked"): ("awaiting_landlord", "", ""),
    ("hold", "under_offer"): ("on_hold", "withdrawn", "open"),
    ("no_longer_needed", "under_offer"): ("closed", "withdrawn", "open"),
    **{("withdraw_consent", moment): ("closed", "void", "open") for moment in ("under_offer", "moving", "signed")},
}


# What an officer says where more was not asked for, and nothing rests.
SAID_IN: Final = {
    "under_offer": "viewing",
    **dict.fromkeys(("circulating", "refused", "withdrawn", "void"), "changed"),
}


def address(step: str, scene: Scene, **other: Any) -> str | None:
    """The address of a step in a scene; None where what it is about does not exist. `other` replaces an id."""
    ids = {
        "request": scene.request_id,
        "offer": scene.offer_id,
        "home": scene.home_id,
        "spare": scene.spare_id,
        "profile": scene.profile_id,
    } | other
    if step in matrix.BY_THE_SERVICE:
        return None
    if step in MAKES_NEW:
        return LISTS[{"start_request": "request_new", "declare_home": "home_declare"}[step]]
    if step == "send_offer":
        return f"/homes/{ids['spare']}/offer/{ids['profile']}/" if ids["profile"] else None
    if step in OF_AN_OFFER:
        return f"/offers/{ids['offer']}/steps/{step}/" if ids["offer"] else None
    if step in OF_A_HOME:
        return f"/homes/{ids['home']}/steps/{step}/"
    return f"/requests/{ids['request']}/steps/{step}/"


def button(step: str, scene: Scene) -> str | None:
    """What a page holds that lets its reader take a step. Before a request is sent its texts are looked over."""
    if step == "submit":
        return f"/profiles/look-over/{scene.request_id}/"
    if step == "send_offer":
        return f"/profiles/{scene.profile_id}/offer/" if scene.profile_id else None
    return address(step, scene)


def shown(response: Any) -> tuple[Any, ...]:
    """What a reader gets: status, body, every header but the date, and the cookies."""
    headers = {name: value for name, value in response.headers.items() if name != "Date"}
    return response.status_code, response.content, sorted(headers.items()), response.cookies.output()


def outcome(response: Any, missing: tuple[Any, ...]) -> str:
    """Say what an answer means. `missing` is what the same reader gets for a random id at the same address."""
    code = response.status_code
    if code == 302:
        return "front" if response["Location"].partition("?")[0] == FRONT else "allowed"
    if code == 200:
        return "allowed"
    if code == 404:
        return "hidden" if shown(response) == missing else "not found, and not as if it were missing"
    if code == 409 and "“" in response.content.decode() and "is open only while" in response.content.decode():
        return "refused"
    return "refused" if code == 409 and "” is for: " in response.content.decode() else f"status {code}"


def missing(client: Client, method: str) -> tuple[Any, ...]:
    """What a reader gets for an id that does not exist: the same at every address (see test_not_found.py)."""
    return shown(getattr(client, method)(f"/offers/{uuid4()}/steps/accept/"))


def answers(step: str, actor: str, scene: Scene) -> dict[str, Any]:
    """Right answers of one actor; a housing association gives other tenancies than a council."""
    if step == "allow_home":
        return ANSWERS[step] | {"home": str(scene.spare_id)}
    if step == "officer_says" and scene.moment in SAID_IN:
        return {"answer": SAID_IN[scene.moment]}
    return ANSWERS[step] | ({"tenancy": "ASS_LIFE"} if actor == "bart" and "tenancy" in ANSWERS[step] else {})


def digest() -> str:
    """One word for all rows of the case that officer, coordinator, landlord and partner read together."""
    tables = [*sorted(set(matrix.ROWS) - matrix.NOBODY_READS), "homes_home", "ledger_line", "notifications_notice"]
    union = " UNION ALL ".join(f"SELECT to_jsonb(t)::text AS r FROM {table} t" for table in tables)
    found = []
    for reader in ("nadia", "clare", "liam", "lena"):
        with as_(reader), connection.cursor() as cursor:
            cursor.execute(f"SELECT md5(coalesce(string_agg(r, '|' ORDER BY r), '')) FROM ({union}) everything")
            found.append(cursor.fetchone()[0])
    return " ".join(found)


@contextmanager
def ready_for(step: str, scene: Scene, now: Now) -> Iterator[None]:
    """Let be what a step needs besides its state: days that have passed, a viewing that is planned."""
    before = now.at
    if step == "decline" and scene.moment == "decline_proposed":
        now.forward(days=9)
    if step == "decline" and scene.moment == "awaiting_landlord":
        with as_("liam") as actor:
            approvals.propose_decline(
                actor, scene.request_id, at=now.at, reason="other", facts="One.", source="Two", would_change="Three"
            )
        with as_("nadia") as actor:
            approvals.nothing_to_correct(actor, scene.request_id, at=now.at)
    if step == "what_was_done":
        with as_("nadia") as actor:
            reviews.not_safe_tonight(actor, scene.request_id, at=now.at)
    if step == "hand_over":
        with as_("nadia") as actor:
            version = PropertyRequest.objects.values_list("version", flat=True).get(pk=scene.request_id)
            cover = {"cover": EVERYBODY["lantern_desk"].membership_id}
            requests.save_answers(actor, scene.request_id, cover, at=now.at, version=version)
        with as_("lantern_desk") as actor:
            requests.accept_cover(actor, scene.request_id, at=now.at)
    if step == "record_viewing" and scene.moment == "under_offer" and scene.offer_id:
        with as_("nadia") as actor:
            offers.arrange_viewing(actor, scene.offer_id, at=now.at, plan=viewing_plan(now.at))
    if step == "hold_offer" and scene.moment == "under_offer" and scene.offer_id:
        with as_("nadia") as actor:
            offers.ask_time(actor, scene.offer_id, at=now.at, until=date(2026, 3, 20), what_for="viewing")
    if step in ("remind", "landlord_says", "officer_says"):
        now.forward(days=120)
    if step == "follow_up":
        now.forward(days=28)
    if step == "allow_home":
        for lettings in ("lena", "bart"):  # whose the spare home is
            with as_(lettings):
                Home.objects.filter(pk=scene.spare_id).update(bedrooms=4)
    if step == "rule_again" and scene.moment == "used_up" and scene.offer_id:
        with as_("nadia") as actor:
            rulings.ask_second_ruling(actor, scene.offer_id, at=now.at)
    if step == "settle_kept_away":
        with as_("nadia"):
            PropertyRequest.objects.filter(pk=scene.request_id).update(ring_first=True)
    if step == "lift_legal_hold":
        with as_("clare"):
            PropertyRequest.objects.filter(pk=scene.request_id).update(legal_hold_on=date(2026, 3, 3))
    if step == "agree_again":
        with as_("nadia"):
            approvals.ask_again(scene.request_id, ["household"], now.at)
    if step == "confirm_tenancy":
        with as_("nadia"):
            PropertyRequest.objects.filter(pk=scene.request_id).update(tenancy_held="notice")
            Approval.objects.filter(pk=scene.request_id).update(tenancy_held="notice")
    yield
    now.at = before
