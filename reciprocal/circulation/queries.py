"""What a lettings officer reads: the profiles of the own partner, in the scheme's order and in the scheme's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from reciprocal.circulation.models import Profile
from reciprocal.matching.types import ACCESS, HIGHEST_FLOOR, Household, floor_number
from reciprocal.rulebook import places
from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.bands import ASK_FIRST, waiting_band
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.workdays import months_after

INCOMPLETE: Final = (
    "This list may be incomplete. Declare a home in any {place} and we will tell you whether it may be offered."
)
_TENANCIES: Final = {
    True: "Lifetime. Offer a lifetime tenancy.",
    False: "Not lifetime. Offer one that is at least as secure.",
}


_SHARE: Final = {
    "yes": "Could the children share? Yes, by each rule.",
    "some": "Could the children share? Yes, by some rules.",
    "no": "Could the children share? No, by no rule.",
}
_SHORT: Final = {
    "bedsit": "bedsit",
    "shared": "shared",
    "sheltered": "sheltered",
    "high_floor": "4th floor or higher",
    "low_floor": "ground floor or basement",
}


@dataclass(frozen=True)
class Listed:
    """A profile in its place in the list.

    `waiting_since` is the latest day of the band of waiting, never the day itself: no date leaves the database.
    """

    profile: Profile
    waiting: str
    waiting_since: date
    under_offer: bool


def listed(today: date) -> list[Listed]:
    """List the profiles that this actor's partner has, in the scheme's order: risk band, waiting, logged draw."""
    rows: Any = Profile.objects.raw(
        "SELECT p.*, o.months_waiting, o.under_offer FROM circulation_in_order(%s) o"
        " JOIN circulation_profile p ON p.id = o.profile ORDER BY o.place_in_list",
        [today],
    )
    found = []
    for profile in rows:
        months = profile.months_waiting
        since = months_after(today, -months) - timedelta(days=bool(months))
        found.append(Listed(profile, waiting_band(since, today), since, profile.under_offer))
    return found


def may_be_offered(home_id: UUID) -> dict[UUID, frozenset[str]]:
    """Give the profiles for which a home of this actor's partner may be offered, each with the needs it may miss."""
    return may_be_offered_each([home_id]).get(home_id, {})


def may_be_offered_each(home_ids: Iterable[UUID]) -> dict[UUID, dict[UUID, frozenset[str]]]:
    """Give, for each of several homes of this actor's partner, the profiles for which it may be offered.

    Each with the needs that the coordinator allowed that home to miss: rules of `matching.compatibility`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT home, profile, allowed FROM circulation_may_be_offered(%s)", [list(home_ids)])
        found: dict[UUID, dict[UUID, frozenset[str]]] = {}
        for home, profile, allowed in cursor.fetchall():
            found.setdefault(home, {})[profile] = frozenset(allowed)
    return found


def household_of(profile: Profile) -> Household:
    """Give the profile's household as the matching rules read it. Places are judged before, in the database."""
    return Household(
        id=str(profile.pk),
        landlord="",
        places=None,
        bedrooms=profile.bedrooms,
        fewer_accepted=profile.fewer_accepted,
        highest_floor=floor_number(profile.highest_floor),
        lift_needed=profile.lift_needed,
        access_need=profile.access_need,
        cannot_take=frozenset(profile.cannot_take),
        tenancy_lifetime=profile.lifetime,
        rule_bedrooms=profile.rule_bedrooms,
    )


def needs_of(profile: Profile) -> str:
    """Say in one line how large a home is needed and for how many: "2 bedrooms · 3 people"."""
    bedrooms = {0: "Studio", 1: "1 bedroom"}.get(profile.bedrooms, f"{profile.bedrooms} bedrooms")
    return f"{bedrooms} · {profile.people}"


def lines_of(profile: Profile) -> list[dict[str, str]]:
    """Give the lines of a profile: the same lines in the same order with the same words for every request.

    What is asked for one reason to move alone is not among them: it would tell the reason.
    """
    scheme = current()
    who = [*profile.adults, *profile.children]
    lift = {True: "Needed", False: "Not needed", None: "Not asked"}[profile.lift_needed]
    lines = {
        "Who": (" ".join(f"{group}." for group in who) if who else f"{profile.people}. {ASK_FIRST}.")
        + (" A carer is one of them." if profile.carer else "")
        + (" A baby is expected." if profile.baby else ""),
        "Bedrooms": _bedrooms(profile),
        "Floor": _floor(profile.highest_floor),
        "Lift": lift,
        "Access": ACCESS[profile.access_need],
        "Outside space": "Needed" if profile.outside_space else "Not needed",
        "Pets": "None" if profile.pets == "none" else _label("pets", profile.pets),
        "Cannot take": _listed(_SHORT[code] for code in profile.cannot_take),
        "Security": _listed(_label("security_need", code) for code in profile.security_need),
        f"Safe in your {scheme.places_word}": f"{places.in_words(profile.listed_places, scheme)}\n"
        + INCOMPLETE.format(place=scheme.place_word),
        "Tenancy now": _TENANCIES[profile.lifetime],
        "Interpreter needed": _communication(profile),
        "Practical points": " ".join(f"{_label('practical_points', code)}." for code in profile.practical_points)
        or "None",
        "Consent recorded": "Yes",
    }
    return [{"label": label, "text": text} for label, text in lines.items()]


def _bedrooms(profile: Profile) -> str:
    parts = [f"Needs {profile.bedrooms}.", _fewer(profile)]
    if profile.rule_bedrooms not in (None, profile.bedrooms):
        parts.append(f"By your rule: {profile.rule_bedrooms}.")
    parts.append(_SHARE.get(profile.could_share, ""))
    return " ".join(part for part in parts if part)


def _communication(profile: Profile) -> str:
    """Whether an interpreter is needed, never for which language; and other help in words."""
    interpreter = "Yes" if {"spoken", "bsl"}.intersection(profile.communication) else "No"
    others = [_label("communication", code) for code in profile.communication if code not in ("spoken", "bsl")]
    return " · ".join([interpreter, *others])


def _listed(labels: Iterable[str]) -> str:
    text = ", ".join(labels)
    return text[:1].upper() + text[1:] or "None"


def _label(question: str, code: str) -> str:
    return dict(OPTIONS[question])[code]


def _floor(highest: str) -> str:
    known = {"any": "Any", "ground": "Ground only"}
    return known.get(highest) or f"{HIGHEST_FLOOR[highest]} or lower without a lift"


def _fewer(profile: Profile) -> str:
    if profile.bedrooms == 0:
        return ""
    fewer = profile.bedrooms - 1 or "a studio"
    return f"Would take {fewer}." if profile.fewer_accepted else f"Would not take {fewer}."
