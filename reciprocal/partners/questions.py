"""What is asked about a partner: who it is, where it has homes, and how it counts bedrooms."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from reciprocal.partners.models import Organisation
from reciprocal.rulebook.bedrooms import RULE_SETS
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Group, Option, Page, Question

_DOMAIN: Final = "Enter what stands after the @ in their work e-mails, like example.org"


class Asking:
    """The words of the scheme that the questions need, and today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.words = current().words() | {"Place": current().place_word.capitalize()}


def _places(context: Any) -> list[Group]:
    scheme = current()
    found = (
        Group(
            group.label, tuple(Option(place.code, place.name) for place in scheme.places if place.group == group.code)
        )
        for group in scheme.groups
    )
    return [group for group in found if group.options]


PLACES: Final = Question(
    "places",
    "checkboxes",
    "Where does it have homes?",
    options=_places,
    errors={"required": "Select at least one {place}"},
    sensitivity="S1",
)
OWN_PLACES: Final = Question(
    "places",
    "checkboxes",
    "Places with homes",
    hint="Tell us where you have homes, so that we only send what you can use.",
    options=_places,
    errors={"required": "Select at least one {place}"},
    sensitivity="S1",
)
HOMES_BAND: Final = Question(
    "homes_band",
    "radios",
    "From about how many homes?",
    options=tuple(Option(band, label) for band, label in Organisation.HOMES.items()),
    required=False,
    what="about how many homes",
    sensitivity="S1",
)
LEAVES_ON: Final = Question(
    "left_on",
    "date",
    "When does it leave the scheme?",
    hint="Leave this empty as long as it stays. From that day it gets no profiles and makes no offers. What is open is"
    " finished, and what it owes stays on the record.",
    required=False,
    earliest=lambda context: context.today,
    what="on which it leaves",
    sensitivity="S1",
)
BEDROOM_RULE: Final = Question(
    "bedroom_rule",
    "radios",
    "By which rules does it count bedrooms?",
    hint="Profiles that are made from now on are counted by them.",
    options=tuple(Option(rules.key, rules.label) for rules in RULE_SETS),
    errors={"required": "Select the rules by which it counts bedrooms"},
    sensitivity="S1",
)
ADD: Final = Page(
    "add_partner",
    "Add partner",
    (
        Question(
            "name",
            "text",
            "Name",
            max_length=120,
            not_screened="It is the name of a landlord",
            errors={"required": "Enter the name of the landlord"},
            sensitivity="S1",
        ),
        Question(
            "kind",
            "radios",
            "What kind of landlord is it?",
            options=tuple(Option(kind, Organisation.KINDS[kind]) for kind in Organisation.LANDLORD_KINDS),
            errors={"required": "Select the kind of landlord"},
            sensitivity="S1",
        ),
        Question(
            "domain",
            "text",
            "E-mail domain",
            hint="What stands after the @ in their work e-mails. Only people with such an address can be invited.",
            max_length=120,
            not_screened="It has the form of a domain and no other",
            pattern=r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+",
            errors={"required": _DOMAIN, "invalid": _DOMAIN},
            sensitivity="S1",
        ),
        PLACES,
        HOMES_BAND,
        BEDROOM_RULE,
    ),
)
CHANGE: Final = Page("change_partner", "Change a partner", (PLACES, HOMES_BAND, BEDROOM_RULE, LEAVES_ON))
CONTACT: Final = Page(
    "contact",
    "Contact for decisions",
    (
        Question(
            "contact",
            "textarea",
            "Whom can an officer ask about a decision?",
            hint="A team, a work phone or a work e-mail. It stands on the page of a request that you declined.",
            required=False,
            max_length=300,
            rows=3,
            may_hold=("name", "phone", "email", "address", "postcode"),
            what="contact",
            sensitivity="S1",
        ),
    ),
)
KEEP_PLACES: Final = Page("places", "Places with homes", (OWN_PLACES, HOMES_BAND))
