"""No mail holds anything but a reference, a verb, a day and the link: every fact of a household is hunted in them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from reciprocal.demo.cast import ORGANISATIONS
from reciprocal.notifications import outbox
from reciprocal.rulebook.notices import NOTICES, SUBJECTS, Notice
from reciprocal.rulebook.scheme import current
from reciprocal.worklist import mails, reminders
from tests.guarantees.matrix import MOMENTS
from tests.guarantees.scene import BARRED, scene_of_x
from tests.people import EVERYBODY, Now, as_system

pytestmark = pytest.mark.django_db

# The whole of a mail, as a pattern: what stands between is a reference, a day or a number of days, and nothing else.
_REFERENCE = r"(DR-[0-9A-Z]{6}|ARC-\d{4}-\d\d)"
_DAY = r"\w+day \d{1,2} \w+ \d{4}"
_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_WORDS = {"ref": _REFERENCE, "due": _DAY, "date": r"\d{1,2} \w+ \d{4}", "month": r"\w+ \d{4}"}
_FREE = ("Croydon flat", "2-bed", "too far", "mother", "Ealing", "panel", "patch team", "lift", "risk", "school")


def forbidden() -> list[str]:
    """Every word that could lead to somebody: places, organisations, people, reasons, and what the stories typed."""
    scheme = current()
    return [
        *(place.name for place in scheme.places),
        *(place.code for place in scheme.places),
        *(name for name in ORGANISATIONS if name != scheme.coordinator.organisation),
        *(player.name for player in EVERYBODY.values()),
        *(reason.label for reason in scheme.reasons),
        *_FREE,
    ]


def allowed(notice: Notice) -> re.Pattern[str]:
    """What the subject and the lines of one notice may be, with the day or without it."""
    lines = [notice.line, notice.due_line]
    said = [re.escape(text).replace(r"\{", "{").replace(r"\}", "}") for text in (notice.whole_subject, *lines)]
    words = {**{key: re.escape(value) for key, value in current().words().items()}, **_WORDS}
    subject, line, due_line = (text.format(**words) for text in said)
    link = rf"Sign in: http://localhost:8000/(worklist|requests/{_ID}|decisions/{_ID})/"
    end = re.escape(
        "Reciprocal. Questions: 020 7946 0100, Monday to Friday, 9am to 5pm. Do not reply with details of anyone."
    )
    due = f"({due_line}\n\n)?" if due_line else ""
    return re.compile(f"{subject}\n\nHello,\n\n{line}\n\n{link}\n\n{due}{end}\n")


def everything_sent(now: Now) -> list[EmailMessage]:
    """Send what every moment of X tells, and the reminders of the weeks after."""
    for moment in MOMENTS:
        scene_of_x(moment, now)
    with as_system():
        outbox.send_due(now.at, mails.write)
    return list(mail.outbox)


def leaks(messages: list[EmailMessage]) -> list[str]:
    """List the forbidden words in subjects, bodies and headers, and the mails that are no known notice."""
    words = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in forbidden()), re.I)
    patterns = [allowed(notice) for notice in NOTICES.values()]
    found = []
    for message in messages:
        headers = {key: value for key, value in message.message().items() if key != "To"}
        text = f"{message.subject}\n\n{message.body}"
        found += [f"{hit[0]!r} in {message.subject}" for hit in words.finditer(f"{text}\n{headers}")]
        if not any(pattern.fullmatch(text) for pattern in patterns):
            found.append(f"no notice reads so: {text}")
    return found


def test_every_mail_of_every_moment_holds_a_reference_a_verb_a_day_and_the_link_and_a_landlords_no_code(
    now: Now,
) -> None:
    sent = everything_sent(now)
    assert len(sent) > 50
    assert leaks(sent) == []
    subjects = {str(message.subject).split(": ", 1)[1] for message in sent if message.subject[:3] in ("DR-", "ARC")}
    assert subjects <= set(SUBJECTS)
    barred = [message for message in sent if message.to == ["bart@dogwood-homes.example"]]
    assert barred == [], f"{BARRED} is kept away from every one of these"
    own = [message for message in sent if message.to == ["liam@alder-council.example"]]
    assert own
    assert not any("ARC-" in f"{message.subject}{message.body}{message.message()}" for message in own)
    assert hunted(reminded(now)) == []


def reminded(now: Now) -> list[EmailMessage]:
    """Send the reminders of the two weeks after."""
    with as_system():
        mail.outbox.clear()
        now.forward(days=13)
        assert reminders.remind(now.at) > 0
        outbox.send_due(now.at, mails.write)
    return list(mail.outbox)


def hunted(messages: list[EmailMessage]) -> list[str]:
    """List the bodies that hold a forbidden word."""
    words = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in forbidden()), re.I)
    return [str(message.body) for message in messages if words.search(f"{message.subject}\n{message.body}")]


@pytest.mark.parametrize(
    "line",
    [
        "There is an offer on {ref}.",
        "There is an update on {ref} in Croydon.",
        "There is an update on {ref} for Nadia.",
    ],
)
def test_a_notice_that_says_more_is_found(
    line: str, now: Now, monkeypatch: pytest.MonkeyPatch, broken: Callable[[str], Notice]
) -> None:
    patterns = NOTICES["update"]
    sent_with = {**NOTICES, "update": broken(line)}
    monkeypatch.setattr("reciprocal.worklist.mails.NOTICES", sent_with)
    scene_of_x("under_offer", now)
    with as_system():
        outbox.send_due(now.at, mails.write)
    assert NOTICES["update"] is patterns
    assert leaks(list(mail.outbox)) != []


@pytest.fixture
def broken() -> Callable[[str], Notice]:
    """The notice of an update with another line."""
    return lambda line: Notice("update", "an update", line)
