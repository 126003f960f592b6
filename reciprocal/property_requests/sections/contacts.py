"""Section I: whom to reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from reciprocal.property_requests.questions_lists import colleagues
from reciprocal.property_requests.sections.shared import EMAIL, EMAIL_FORM, coded, one
from reciprocal.rulebook.addresses import is_personal
from reciprocal.ui.questions import Option, Page, Question

CONTACTS = "contacts"
_UK_PHONE: Final = "Enter a UK phone number, like 020 7946 0000"
_AT_WORK: Final = "Use a work e-mail address. We cannot send notices to personal ones"


def _officer(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """The officer is reached at work: a number in this country, and no personal mail."""
    wrong = {}
    if not re.fullmatch(r"(?:\+?44|0)[1-9][0-9]{8,9}", re.sub(r"[ ()\-.]", "", answers["officer_phone"])):
        wrong["officer_phone"] = _UK_PHONE
    if is_personal(answers["officer_email"]):
        wrong["officer_email"] = _AT_WORK
    return wrong


def _cover(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    mailbox = answers["cover_mailbox"]
    if is_personal(mailbox):
        return {"cover_mailbox": _AT_WORK}
    if mailbox and mailbox.lower() == str(answers.get("officer_email", "")).lower():
        return {"cover_mailbox": "Choose someone other than yourself"}
    if answers["going_without_cover"] == "now" and _nobody(answers):
        return {"cover": "Choose a colleague from the list, or enter a team mailbox"}
    return {}


def _nobody(answers: Mapping[str, Any]) -> bool:
    return not answers.get("cover") and not answers.get("cover_mailbox")


PAGES = (
    Page(
        "officer_1",
        "Your details",
        (
            Question(
                "officer_role",
                "text",
                "Role",
                max_length=80,
                may_hold=("school",),
                what="role",
                errors={"required": "Enter your role"},
                retention="R2",
                evidence="V",
                sees="C N H O*",
            ),
            Question(
                "officer_phone",
                "phone",
                "Work phone",
                what="work phone",
                errors={"required": _UK_PHONE, "invalid": _UK_PHONE},
                retention="R2",
                evidence="V",
                sees="C N H O*",
            ),
            Question(
                "officer_email",
                "text",
                "Work e-mail",
                max_length=254,
                not_screened="It is a work e-mail address, which is what is asked for",
                pattern=EMAIL,
                what="work e-mail",
                errors={"required": EMAIL_FORM, "invalid": EMAIL_FORM},
                retention="R2",
                evidence="V",
                sees="C N H",
            ),
            Question(
                "agency_shows_area",
                "tick",
                "My agency's name shows which area I work in",
                hint="Tick it as well if the name shows what kind of help it gives. Otherwise a partner that makes an "
                "offer reads the name.",
                required=False,
                retention="R2",
                evidence="V D",
            ),
        ),
        CONTACTS,
        inset="{officer}",
        check=_officer,
    ),
    Page(
        "cover",
        "Who covers when you are away?",
        (
            Question(
                "cover",
                "select",
                "A colleague who covers for you",
                hint="Requests have been lost when a worker left. Your cover can read and act on this request once "
                "they accept.",
                options=colleagues,
                required=False,
                errors={"invalid": "Choose a colleague from the list"},
                retention="R2",
                evidence="V I",
                sees="C N H",
            ),
            Question(
                "cover_mailbox",
                "text",
                "A team mailbox",
                hint="A work e-mail address, where the coordinator and the landlord can write when you are away.",
                max_length=254,
                not_screened="It is a work e-mail address, which is what is asked for",
                required=False,
                pattern=EMAIL,
                errors={"invalid": EMAIL_FORM},
                retention="R2",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "going_without_cover",
                "radios",
                "Go on without cover?",
                options=(
                    Option("later", "Yes, I will add one within 5 working days"),
                    Option("now", "No, I will add one now"),
                ),
                shown_when=_nobody,
                errors={"required": "Select whether to go on without cover"},
                evidence="I",
            ),
        ),
        CONTACTS,
        check=_cover,
    ),
    one(
        Question(
            "safe_contact_held",
            "radios",
            "Do you hold a safe way to contact the applicant?",
            hint="Keep it in your own records. Do not enter it here.",
            options=coded("safe_contact_held"),
            errors={"required": "Select whether you hold a safe way to contact them"},
            sensitivity="S4r",
            retention="R6",
            evidence="I",
            sees="N",
        ),
        CONTACTS,
    ),
)
