"""What stands around every signed-in page: who reads, what they can go to, whom to call."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import SEVERAL_POSTS
from reciprocal.accounts import kept
from reciprocal.accounts.models import Membership
from reciprocal.demo import tour
from reciprocal.rulebook import roles
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.words import weekday_date

_WARNED = 2 * 60  # so many seconds before time closes a session

NAVIGATION: dict[str, tuple[tuple[str, str], ...]] = {
    roles.NOMINATING_OFFICER: (
        ("Worklist", "worklist"),
        ("Your requests", "request_list"),
        ("New request", "request_new"),
    ),
    roles.NAMED_LEAD: (
        ("Worklist", "worklist"),
        ("Requests for decision", "decision_list"),
        ("Statement", "statement"),
        ("Contact", "contact"),
    ),
    roles.LETTINGS_OFFICER: (
        ("Worklist", "worklist"),
        ("Homes", "home_list"),
        ("Profiles", "profile_list"),
        ("Offers", "offer_list"),
    ),
    roles.PARTNER_MANAGER: (
        ("Worklist", "worklist"),
        ("People", "people"),
        ("Teams", "teams"),
        ("Places with homes", "places"),
        ("Statement", "statement"),
        ("Contact", "contact"),
    ),
    roles.COORDINATOR: (
        ("Worklist", "worklist"),
        ("Requests", "request_list"),
        ("Homes", "home_list"),
        ("Offers", "offer_list"),
        ("Calls", "call_list"),
        ("Sealed facts", "sealed_facts"),
        ("Chase", "chase"),
        ("Pot", "pot"),
        ("Partners", "partner_list"),
        ("People", "people"),
        ("Agencies", "agencies"),
    ),
    roles.SCHEME_MANAGER: (
        ("Worklist", "worklist"),
        ("Sealed facts", "sealed_facts"),
        ("People", "people"),
        ("Log", "log"),
    ),
    roles.ANALYST: (("Worklist", "worklist"),),
    roles.AUDITOR: (("Worklist", "worklist"), ("Log", "log")),
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give the templates the frame of the page. A context processor: one query, and none for nobody."""
    around: dict[str, Any] = {"scheme": _scheme(), "demo": settings.DEMO}
    if settings.DEMO:
        around |= {"clock": weekday_date(clock.now()), "step_in_url": reverse("front")}
        around["tour"] = tour.strip(request.session)
    actor = getattr(request, "actor", None)
    if actor is not None and not actor.is_nobody:
        post = Membership.objects.select_related("person", "organisation").get(pk=actor.membership)
        around |= {
            "person": post.person.name,
            "role_label": post.role_label,
            "organisation": post.organisation.name,
            "navigation": _navigation(actor.role, request.path),
            "sign_out_url": reverse("sign_out"),
            "hide_url": reverse("hide_page"),
            "home_url": reverse("worklist"),
            "account": _account(request),
            "made_for": kept.mark(actor.membership),
            "still_there": _still_there(),
        }
    return {"frame": around}


def _still_there() -> dict[str, Any]:
    """What the warning says, and after how many seconds, before time closes a session."""
    sentence = FIXED["time_warning"]
    return {
        "title": sentence.title,
        "body": sentence.body.format(n=_WARNED // 60),
        "buttons": sentence.buttons,
        "after": settings.SESSION_COOKIE_AGE - _WARNED,
        "ends": settings.SESSION_COOKIE_AGE,
    }


def _account(request: HttpRequest) -> list[dict[str, str]]:
    """The account menu: changing post with more than one, and one's own sign-in where there was a real one."""
    links = [
        {"label": "Your details", "url": reverse("your_details")},
        {"label": "Your cover", "url": reverse("your_cover")},
    ]
    if request.session.get(SEVERAL_POSTS):
        links.append({"label": "Change post", "url": reverse("change_post")})
    if request.session.get("_auth_user_id"):
        links.append({"label": "Sign-in and security", "url": reverse("mfa_index")})
    return links


def _navigation(role: str, path: str) -> list[dict[str, Any]]:
    links = [(label, reverse(name)) for label, name in NAVIGATION[role]]
    # The longest address that the page begins with is the one we are in.
    here = max((url for _, url in links if path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == here} for label, url in links]


def _scheme() -> dict[str, Any]:
    scheme = current()
    contact = scheme.coordinator
    return {
        "name": scheme.name,
        "short_name": scheme.short_name,
        "coordinator": {"name": contact.organisation, "phone": contact.phone, "hours": contact.hours},
    }
