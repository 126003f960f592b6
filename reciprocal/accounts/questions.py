"""What is asked of somebody who registers, who is invited, and of whoever looks after people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from reciprocal.rulebook.addresses import is_personal
from reciprocal.rulebook.roles import ROLES
from reciprocal.ui.questions import Option, Page, Question

_EMAIL: Final = r"[^@\s]+@[^@\s]+\.[^@\s.]+"
_EMAIL_FORM: Final = "Enter an e-mail address in the right format, like name@example.org"
_OF_STAFF: Final = "It is of somebody who signs in, and of no household"
_UK_PHONE: Final = "Enter a UK phone number, like 020 7946 0000"


def _work(name: str) -> Question:
    return Question(
        name,
        "text",
        "Work e-mail",
        max_length=254,
        not_screened=_OF_STAFF,
        pattern=_EMAIL,
        errors={"required": _EMAIL_FORM, "invalid": _EMAIL_FORM},
        retention="R2",
        autocomplete="email",
    )


def _tick(name: str, label: str) -> Question:
    return Question(name, "tick", label, errors={"required": "Tick to confirm"}, sensitivity="S1")


def _phone_here(phone: str) -> bool:
    return bool(re.fullmatch(r"(?:\+?44|0)[1-9][0-9]{8,9}", re.sub(r"[ ()\-.]", "", phone)))


def _at_work(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    wrong = {}
    if "phone" in answers and not _phone_here(answers["phone"]):
        wrong["phone"] = _UK_PHONE
    if is_personal(answers.get("email", "")):
        wrong["email"] = "Use a work e-mail address. We cannot send notices to personal ones"
    return wrong


def _at_domains(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    domains = context.domains
    if domains and answers["email"].rpartition("@")[2].lower() not in domains:
        return {"email": f"Enter a work e-mail at {' or '.join(domains)}"}
    return _at_work(answers, context)


NAME = Question(
    "name",
    "text",
    "Name",
    max_length=120,
    not_screened=_OF_STAFF,
    errors={"required": "Enter your name"},
    autocomplete="name",
)
TITLE = Question("title", "text", "Role", max_length=80, may_hold=("school",), errors={"required": "Enter your role"})
PHONE = Question(
    "phone", "phone", "Work phone", errors={"required": _UK_PHONE, "invalid": _UK_PHONE}, autocomplete="tel"
)
PASSWORD = Question(
    "password",
    "text",
    "Password",
    hint="12 characters or more. Three words that do not belong together are easy to remember.",
    max_length=128,
    min_length=12,
    not_screened="It is a password, and only its hash is kept",
    errors={"required": "Enter a password", "too_short": "Enter a password of 12 characters or more"},
    sensitivity="S4",
    retention="R2",
    autocomplete="new-password",
)

REGISTER = Page(
    "register",
    "Register to send requests",
    (
        NAME,
        TITLE,
        Question(
            "agency",
            "text",
            "Agency",
            max_length=120,
            may_hold=("name", "school", "address"),
            errors={"required": "Enter your agency"},
            retention="R2",
        ),
        PHONE,
        _work("email"),
        _tick("at_risk", "I work with people at risk as part of my job"),
        _tick("no_names", "I will not enter names in a request"),
    ),
    check=_at_work,
)
CHOOSE_PASSWORD = Page("password", "Choose a password", (PASSWORD,))
ACCEPT = Page("accept", "Set up your account", (NAME, PHONE, PASSWORD), check=_at_work)
ACCEPT_KNOWN = Page("accept_known", "Accept your invitation", ())


YOUR_DETAILS = Page("your_details", "Your details", (NAME, PHONE), check=_at_work)


def _roles(context: Any) -> tuple[Option, ...]:
    return tuple(Option(key, ROLES[key].label, ROLES[key].does) for key in context.roles)


ROLE = Question("role", "radios", "What is their role?", options=_roles, errors={"required": "Select their role"})
INVITE = Page("invite", "Invite someone", (_work("email"), ROLE), check=_at_domains)
CHANGE_ROLE = Page("change_role", "Change role", (ROLE,))
STOP = Page("stop", "Stop access", ())
LOST = Page(
    "lost",
    "Reset the second step",
    (_tick("rang_back", "I rang them back at the number we hold, and it was them"),),
)


def _colleagues(context: Any) -> tuple[Option, ...]:
    return tuple(Option(str(pk), name, ", ".join(held)) for pk, (name, held) in context.colleagues.items())


TEAM = Page(
    "team",
    "",
    (
        Question(
            "name",
            "text",
            "Name of the team",
            max_length=60,
            errors={"required": "Enter the name of the team"},
            sensitivity="S1",
        ),
        Question(
            "people",
            "checkboxes",
            "Who is in it?",
            hint="You cannot put yourself into a team. Another manager of yours can.",
            options=_colleagues,
            required=False,
            errors={"invalid": "Choose people from the list"},
        ),
    ),
)
END_TEAM = Page("end_team", "", ())


def _posts(context: Any) -> tuple[Option, ...]:
    return tuple(Option(str(post.pk), f"{post.role_label}, {post.organisation.name}") for post in context.posts)


CHANGE_POST = Page(
    "change_post",
    "Which post are you working in?",
    (
        Question(
            "post",
            "radios",
            "Which post are you working in?",
            hint="One post is active at a time. What you may see in one does not add to the other. "
            "The change is logged.",
            options=_posts,
            errors={"required": "Select a post", "invalid": "Select a post"},
        ),
    ),
)
