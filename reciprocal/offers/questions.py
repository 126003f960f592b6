"""What is asked along an offer: making it, answering it, viewing, signing and start, and keeping a partner away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from reciprocal.accounts.queries import at_organisation, teams
from reciprocal.homes.models import Home
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import partners
from reciprocal.rulebook import workdays
from reciprocal.rulebook.endings import VOIDS, WITHDRAWAL_NOTE, WITHDRAWALS
from reciprocal.rulebook.move_list import FIREWALL, UNFINISHED
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Answers, Option, Page, Question
from reciprocal.workflow.pages import Words

LEAST_DAYS: Final = 2
"""Working days that the applicant has to answer, however short the landlord would like it."""


class Offering(Words):
    """What the questions of a new offer are made from: the tenancies the landlord may give, and the days."""

    def __init__(self, organisation_id: Any, today: date) -> None:
        scheme = current()
        super().__init__(words={"least": LEAST_DAYS})
        self.today = today
        self.soonest = workdays.add(today, LEAST_DAYS, scheme)
        self.usual = workdays.due(today, "offer_answer_days", scheme)
        self.tenancies = scheme.tenancy_types(today, Organisation.objects.get(pk=organisation_id).kind)

    def usual_for(self, home: Home) -> dict[str, Any]:
        """Give what stands in the form before anybody types: the home's own tenancy, and the usual days."""
        starts_on = max(home.ready_from, self.today)
        return {"tenancy": home.tenancy, "starts_on": starts_on, "answer_by": self.usual}


class Partners(Words):
    """The partners that can be kept away, A to Z."""

    def __init__(self, today: date) -> None:
        super().__init__(partners=partners(today))


class PeopleOf(Words):
    """The teams of a partner, and the people there: an officer chooses a team alone, and is shown no list of people."""

    def __init__(self, partner: UUID, *, people: bool) -> None:
        by_person: dict[UUID, tuple[str, list[str]]] = {}
        for post in at_organisation(partner) if people else ():
            by_person.setdefault(post.person_id, (post.person.name, []))[1].append(post.role_label.lower())
        no_team = "And whoever is in no team."
        self.some = (
            *(Option(f"team_id:{team.pk}", f"The team {team.name}", no_team) for team in teams(partner)),
            *(Option(f"person_id:{pk}", f"{name}, {', '.join(held)}") for pk, (name, held) in by_person.items()),
        )
        super().__init__()


def reasons(codes: Mapping[str, Any]) -> tuple[Option, ...]:
    """Give the options of a list of reasons, in the order of the rulebook."""
    return tuple(Option(code, reason.text) for code, reason in codes.items())


SEND: Final = Page(
    "send_offer",
    "",
    (
        Question(
            "address",
            "textarea",
            "Address of the home",
            hint="Sealed when you send. The officer opens it with a logged click",
            max_length=200,
            rows=3,
            errors={"required": "Enter the address of the home"},
            what="the address of the home",
            may_hold=("name", "address", "postcode", "school"),
            sensitivity="S4",
            retention="R6",
        ),
        Question(
            "tenancy",
            "select",
            "Tenancy you would give",
            options=lambda offering: tuple(Option(kind.code, kind.label) for kind in offering.tenancies),
            what="the tenancy you would give",
            sensitivity="S1",
        ),
        Question(
            "starts_on",
            "date",
            "Start date",
            hint="When the tenancy could start. For example, 27 3 2027",
            errors={"required": "Enter the start date"},
            what="of the start",
            earliest=lambda offering: offering.today,
            sensitivity="S1",
        ),
        Question(
            "answer_by",
            "date",
            "Answer needed by",
            errors={"too_early": "Give at least {least} working days to answer"},
            what="an answer is needed by",
            earliest=lambda offering: offering.soonest,
            sensitivity="S1",
        ),
        Question(
            "home_is_empty",
            "tick",
            "The home is empty, or will be by the start date",
            errors={"required": "Tick to say the home is or will be empty"},
            sensitivity="S1",
        ),
    ),
)

WITHDRAW: Final = Page(
    "withdraw_offer",
    "Withdraw this offer",
    (
        Question(
            "reason",
            "radios",
            "Why?",
            options=reasons(WITHDRAWALS),
            errors={"required": "Select why you withdraw it"},
            sensitivity="S1",
        ),
        Question(
            "words",
            "textarea",
            "Why can you not house them?",
            hint="{coordinator} reads this and rings you. Leave names out.",
            max_length=500,
            errors={"required": "Enter why you cannot house them"},
            what="why you cannot house them",
            sensitivity="S3",
            retention="R2",
            shown_when=("reason", ("cannot_house",)),
        ),
    ),
    inset=WITHDRAWAL_NOTE,
)

# What became of a home that is not free any more, as far as the reason for withdrawing its offer says it.
FATE_AFTER: Final[Mapping[str, Mapping[str, str]]] = {
    "not_ready": {"fate": "still_free"},
    "let_elsewhere": {"fate": "let_elsewhere"},
    "works": {"fate": "withdrawn", "why": "works"},
    "details_wrong": {"fate": "withdrawn", "why": "details_wrong"},
}

VOID: Final = Page(
    "void_offer",
    "This offer cannot stand",
    (
        Question(
            "reason",
            "radios",
            "Why?",
            options=reasons(VOIDS),
            errors={"required": "Select why it cannot stand"},
            sensitivity="S3",
        ),
    ),
    intro="It never counts. Where the reason is about safety, the landlord is not told it.",
)

HOLD_OFFER: Final = Page(
    "hold_offer",
    "Until when can you hold the home?",
    (
        Question(
            "until",
            "date",
            "I can hold until",
            earliest=lambda day: day.today,
            what="until which you can hold it",
            sensitivity="S1",
        ),
    ),
    intro="The officer asked for more time. This is not a refusal.",
)

RULE: Final = Page(
    "rule",
    "Does this refusal count?",
    (
        Question(
            "counts",
            "radios",
            "Your ruling",
            options=(Option("no", "It does not count"), Option("yes", "It counts")),
            errors={"required": "Select whether it counts"},
            sensitivity="S2",
        ),
        Question(
            "why",
            "textarea",
            "Why?",
            hint="The officer reads this to the applicant.",
            max_length=500,
            errors={"required": "Enter why. The officer will read this"},
            what="why",
            sensitivity="S3",
            retention="R2",
        ),
    ),
)

SECOND_LOOK: Final = Page(
    "ask_second_ruling",
    "Ask for a second look",
    (),
    intro="Somebody else than the person who ruled looks at it again. You can ask once.",
)

SIGNING: Final = Page(
    "record_signing",
    "Record signing",
    (
        Question(
            "signed_on",
            "date",
            "When was the tenancy signed?",
            past=True,
            what="the tenancy was signed",
            sensitivity="S4r",
            retention="R6",
        ),
    ),
)


def _list_finished(answers: Answers, context: Any) -> Mapping[str, str]:
    left = len(FIREWALL.lines) - len(answers["firewall"])
    return {"firewall": UNFINISHED.format(n=left)} if left else {}


START: Final = Page(
    "record_start",
    "Record start of tenancy",
    (
        Question(
            "firewall",
            "checkboxes",
            "The new-address list",
            hint="Go through it with the nominating officer. Tick what is done.",
            options=tuple(Option(code, line) for code, line in FIREWALL.lines.items()),
            errors={"required": UNFINISHED.format(n=len(FIREWALL.lines))},
            what="line of the list",
            sensitivity="S1",
        ),
        Question(
            "started_on",
            "date",
            "When did the tenancy start?",
            past=True,
            errors={
                "required": "Enter the date the tenancy started",
                "future": "The date must be today or in the past",
            },
            what="the tenancy started",
            sensitivity="S4r",
            retention="R6",
        ),
    ),
    check=_list_finished,
)

_CONNECTION: Final = Question(
    "reason",
    "text",
    "What is the connection?",
    hint="It is sealed, and opens only where another person allows it.",
    required=False,
    max_length=200,
    what="the connection",
    sensitivity="S4",
    retention="R6",
)
KEEP_AWAY: Final = Page(
    "keep_away",
    "Keep somebody away",
    (
        Question(
            "organisation",
            "select",
            "At which partner?",
            options=lambda asked: tuple(Option(str(partner.pk), partner.name) for partner in asked.partners),
            errors={"required": "Select the partner"},
            sensitivity="S4r",
            retention="R6",
        ),
        Question(
            "whom",
            "radios",
            "Who is kept away there?",
            options=(
                Option("everybody", "Everybody who works there"),
                Option("some", "A team, or one person", "You choose on the next page. Nothing is done yet."),
            ),
            errors={"required": "Select who is kept away"},
            sensitivity="S4r",
            retention="R6",
        ),
        _CONNECTION,
    ),
)
KEEP_SOME_AWAY: Final = Page(
    "keep_some_away",
    "",
    (
        Question(
            "whom",
            "radios",
            "Who is kept away?",
            options=lambda asked: asked.some,
            errors={"required": "Select a team or a person", "invalid": "Select a team or a person"},
            sensitivity="S4r",
            retention="R6",
        ),
        _CONNECTION,
    ),
)
