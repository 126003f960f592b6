"""One question of every kind, as the other tests ask it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Final

from reciprocal.ui.questions import Group, Option, Question

WORDS: Final = {"place": "borough", "places": "boroughs", "min_places": "2", "phone": "020 7946 0018"}
SCHEME: Final = SimpleNamespace(words=WORDS, places=("Barnet", "Camden", "Sutton"))

YES_NO: Final = (Option("yes", "Yes"), Option("no", "No"))
RADIOS: Final = Question("pets", "radios", "Do they have pets?", options=YES_NO, what="whether they have pets")
CHECKBOXES: Final = Question(
    "help",
    "checkboxes",
    "Which help do they need?",
    options=(
        Option("bsl", "British Sign Language"),
        Option("easy", "Easy read"),
        Option("none", "No help needed"),
    ),
    none_value="none",
    what="kind of help",
)
PLACES: Final = Question(
    "safe_places",
    "checkboxes",
    "Which {places} would be safe?",
    hint="Choose at least {min_places}.",
    options=lambda scheme: (Group("All", tuple(Option(p.lower(), p) for p in scheme.places)),),
    at_least=lambda scheme: int(scheme.words["min_places"]),
    at_most=2,
    what="safe {place}",
    errors={"too_few": "You have chosen {n}. Choose at least {least} {places}, or call {phone}"},
    sensitivity="S4r",
)
SELECT: Final = Question(
    "landlord",
    "select",
    "Who is the landlord?",
    options=(Group("Councils", (Option("1", "Cedar Council"),)), Option("other", "Not in the list")),
    what="the landlord",
)
NUMBER: Final = Question("bedrooms", "number", "How many bedrooms?", minimum=0, maximum=8, what="number of bedrooms")
TEXT: Final = Question("note", "text", "Short label", max_length=10)
POSTCODE: Final = Question(
    "postcode",
    "text",
    "Postcode",
    max_length=8,
    may_hold=("postcode",),
    pattern=r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}",
    errors={"invalid": "Enter a full postcode, like SE1 7PB"},
)
TEXTAREA: Final = Question(
    "risk", "textarea", "What is the risk?", min_length=10, max_length=30, what="the risk", sensitivity="S3"
)
PHONE: Final = Question("work_phone", "phone", "Work phone", what="a work phone number")
MONEY: Final = Question("rent", "money", "Rent each week", what="the rent each week", minimum=1, maximum=999)
TICK: Final = Question("declared", "tick", "The applicant has agreed to this", what="that the applicant has agreed")
DATE: Final = Question("agreed_on", "date", "When did they agree?", what="they agreed", past=True)
MONTH: Final = Question("due", "month", "When is the baby due?", what="the baby is due", required=False)

ALL: Final = (
    RADIOS, CHECKBOXES, PLACES, SELECT, NUMBER, TEXT, POSTCODE, TEXTAREA, PHONE, MONEY,
    TICK, DATE, MONTH,
)  # fmt: skip


def parts(name: str, day: str = "", month: str = "", year: str = "") -> dict[str, str]:
    """A date as a browser posts it."""
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}
