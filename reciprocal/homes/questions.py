"""What is asked when a home is declared, and when it leaves the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from reciprocal.homes.models import Home
from reciprocal.homes.words import HIGHEST, floor_in_words
from reciprocal.matching.types import ACCESS, KINDS
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import places_of
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.workflow.pages import Words

STILL_FREE: Final = "still_free"
_HOLDS: Final = {"2": 2, "5": 5}


class Asked(Words):
    """What the options are made from: the partner's own places, and the tenancies that it may give."""

    def __init__(self, organisation_id: Any, today: date) -> None:
        scheme = current()
        own = places_of(organisation_id)
        super().__init__(words={"Place": scheme.place_word.capitalize()})
        self.today = today
        self.places = [place for place in scheme.places if place.code in own]
        self.tenancies = scheme.tenancy_types(today, Organisation.objects.get(pk=organisation_id).kind)

    def usual(self) -> dict[str, Any]:
        """Give what stands in the form before anybody types: what is so for most homes, and promises least.

        A place is chosen only where there is no other, since a wrong one could lead to a wrong door.
        """
        lifetime = next((kind.code for kind in self.tenancies if kind.lifetime), "")
        place = {"place": self.places[0].code} if len(self.places) == 1 else {}
        ready = {"ready_from": self.today, "hold": "5"}
        return place | ready | {"kind": "flat", "lift": "no", "access": "none", "tenancy": lifetime}


def hold_until(hold: str, date_given: date | None, today: date) -> date:
    """Give the day until which a home is held: some working days from today, or the date that was given."""
    if hold in _HOLDS:
        return workdays.add(today, _HOLDS[hold], current())
    if date_given is None:
        raise ValueError("a hold until a date needs that date")
    return date_given


def _options(choices: dict[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in choices.items())


_RENT: Final = "Enter the rent in pounds, like 142.50"

DECLARE: Final = Page(
    "declare_home",
    "Declare a home",
    (
        Question(
            "place",
            "select",
            "{Place}",
            options=lambda asked: tuple(Option(place.code, place.name) for place in asked.places),
            errors={"required": "Select the {place} it is in"},
            sensitivity="S1",
        ),
        Question(
            "bedrooms",
            "number",
            "Bedrooms",
            hint="0 means a studio",
            what="number of bedrooms",
            minimum=0,
            maximum=8,
            sensitivity="S1",
        ),
        Question("kind", "select", "Type", options=_options(dict(KINDS)), what="the type of home", sensitivity="S1"),
        Question(
            "floor",
            "select",
            "Floor",
            options=tuple(Option(str(n), floor_in_words(n)) for n in range(-1, HIGHEST + 1)),
            what="which floor it is on",
            sensitivity="S1",
        ),
        Question(
            "lift",
            "radios",
            "Lift",
            options=(Option("yes", "Yes"), Option("no", "No")),
            inline=True,
            what="whether there is a lift",
            sensitivity="S1",
        ),
        Question(
            "access",
            "select",
            "Access",
            options=_options(dict(ACCESS)),
            what="the access it has",
            sensitivity="S1",
        ),
        Question(
            "tenancy",
            "select",
            "Tenancy you would give",
            options=lambda asked: tuple(Option(kind.code, kind.label) for kind in asked.tenancies),
            what="the tenancy you would give",
            sensitivity="S1",
        ),
        Question(
            "rent",
            "money",
            "Rent each week",
            minimum=Decimal("0.01"),
            maximum=Decimal("9999.99"),
            errors={"required": _RENT, "invalid": _RENT, "range": _RENT},
            sensitivity="S1",
        ),
        Question(
            "ready_from",
            "date",
            "Ready from",
            hint="For example, 27 3 2027",
            what="it is ready from",
            sensitivity="S1",
        ),
        Question(
            "hold",
            "radios",
            "How long can you hold it?",
            options=(
                Option("2", "2 working days"),
                Option("5", "5 working days"),
                Option("until", "Until a date"),
            ),
            what="how long you can hold it",
            sensitivity="S1",
        ),
        Question(
            "hold_date",
            "date",
            "Until when?",
            shown_when=("hold", ("until",)),
            earliest=lambda asked: asked.today,
            what="until which you can hold it",
            sensitivity="S1",
        ),
    ),
)

CHANGE: Final = replace(
    DECLARE,
    key="change_home",
    title="Change the details of this home",
    questions=tuple(one for one in DECLARE.questions if one.name not in ("place", "hold", "hold_date")),
)

_UNTIL: Final = Question(
    "until",
    "date",
    "Hold it until",
    earliest=lambda asked: asked.today,
    errors={"required": "Enter the new date"},
    what="until which you hold it",
    sensitivity="S1",
)
HOLD: Final = Page("hold_longer", "Hold it longer", (_UNTIL,))

_FATE: Final = Question(
    "fate",
    "radios",
    "What became of this home?",
    options=(
        *(Option(key, Home.FATES[key]) for key in Home.BY_HAND),
        Option(STILL_FREE, "It is still free: hold it until…"),
    ),
    divider_before=STILL_FREE,
    errors={"required": "Select what became of the home"},
    sensitivity="S1",
)
_WHY: Final = Question(
    "why",
    "radios",
    "Why?",
    options=_options(Home.WHY_WITHDRAWN),
    shown_when=("fate", ("withdrawn",)),
    errors={"required": "Select why it was withdrawn"},
    sensitivity="S1",
)
TAKE_OFF: Final = Page(
    "take_off",
    "What became of this home?",
    (_FATE, _WHY, replace(_UNTIL, shown_when=("fate", (STILL_FREE,)))),
)
# While an offer is live, the home is not still free and nobody can say that nobody fitted.
GONE: Final = Page(
    "take_off",
    "What became of this home?",
    (replace(_FATE, options=_options({key: Home.FATES[key] for key in Home.BY_HAND[:2]}), divider_before=None), _WHY),
    warning="An offer of this home is live. It will end, and it does not count.",
)
