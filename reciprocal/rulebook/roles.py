"""Who takes part in the scheme, and in which relation to a request each of them may stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NOMINATING_OFFICER: Final = "nominating_officer"
NAMED_LEAD: Final = "named_lead"
LETTINGS_OFFICER: Final = "lettings_officer"
PARTNER_MANAGER: Final = "partner_manager"
COORDINATOR: Final = "coordinator"
SCHEME_MANAGER: Final = "scheme_manager"
ANALYST: Final = "analyst"
AUDITOR: Final = "auditor"


@dataclass(frozen=True)
class Role:
    """A post that a person can hold at one organisation."""

    key: str
    label: str
    organisation_kinds: tuple[str, ...]
    does: str


LANDLORDS: Final = ("council", "housing_association")

ROLES: Final[dict[str, Role]] = {
    role.key: role
    for role in (
        Role(
            NOMINATING_OFFICER,
            "Nominating officer",
            ("agency", *LANDLORDS),
            "Fills in the property request with the applicant and is the only contact for everybody else.",
        ),
        Role(
            NAMED_LEAD,
            "Reciprocal named lead",
            LANDLORDS,
            "Decides for the applicant's landlord whether it agrees to the request.",
        ),
        Role(
            LETTINGS_OFFICER,
            "Lettings officer",
            LANDLORDS,
            "Declares vacant homes, offers them, and records signing and start.",
        ),
        Role(
            PARTNER_MANAGER,
            "Partner manager",
            LANDLORDS,
            "Answers for a partner's people, its places with homes and its statement.",
        ),
        Role(
            COORDINATOR,
            "Coordinator",
            ("coordinator",),
            "Checks requests, seeks approval, circulates, rules, and keeps the pot fair.",
        ),
        Role(
            SCHEME_MANAGER,
            "Scheme manager",
            ("coordinator",),
            "Keeps the rules and settings of the scheme and is the second pair of eyes.",
        ),
        Role(ANALYST, "Analyst", ("funder",), "Reads published figures."),
        Role(
            AUDITOR,
            "Auditor",
            ("coordinator", "funder"),
            "Reads the log of acts and of looks, and verifies it.",
        ),
    )
}

# How an actor stands to one request. A role alone opens nothing about a household: the relation does.
OFFICER: Final = "officer"
LANDLORD: Final = "landlord"
DECIDER: Final = "decider"
RECIPIENT: Final = "recipient"
OFFERING: Final = "offering"
OWNER: Final = "owner"
SCHEME: Final = "scheme"
SYSTEM: Final = "system"

RELATIONS: Final[dict[str, str]] = {
    OFFICER: "The nominating officer of the request, or the cover who accepted",
    LANDLORD: "A named lead of the applicant's own landlord, once it has been asked to decide",
    DECIDER: "One of them who has not declined it before; for a second look where there is no other, the manager",
    RECIPIENT: "A lettings officer of a partner to which the profile was circulated, while it circulates",
    OFFERING: "A lettings officer of the partner that made an offer",
    OWNER: "A lettings officer of the partner that declared the home",
    SCHEME: "A coordinator, for every request that was sent",
    SYSTEM: "The service itself, when a day comes",
}

ROLE_OF_RELATION: Final[dict[str, str]] = {
    OFFICER: NOMINATING_OFFICER,
    LANDLORD: NAMED_LEAD,
    DECIDER: NAMED_LEAD,
    RECIPIENT: LETTINGS_OFFICER,
    OFFERING: LETTINGS_OFFICER,
    OWNER: LETTINGS_OFFICER,
    SCHEME: COORDINATOR,
}
