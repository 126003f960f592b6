"""The outbox: what a step tells is sent once, with the words of its reader, and not to whom it no longer concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from reciprocal.audit.models import Entry
from reciprocal.notifications import outbox
from reciprocal.notifications.models import Mail
from reciprocal.property_requests import actions as requests
from reciprocal.rulebook.notices import SUBJECTS
from reciprocal.worklist import mails
from tests.people import Now, Story, as_, as_system, organisation_id, request_row, take

pytestmark = pytest.mark.django_db
Staged = Callable[..., Story]
NADIA, LIAM, LENA, CLARE = (
    f"{key}@{where}.example"
    for key, where in (
        ("nadia", "lantern-support"),
        ("liam", "alder-council"),
        ("lena", "cedar-council"),
        ("clare", "example-moves-team"),
    )
)


def send(now: Now) -> list[EmailMultiAlternatives]:
    """Send what waits, and give what went out."""
    before = len(mail.outbox)
    with as_system():
        outbox.send_due(now.at, mails.write)
    return mail.outbox[before:]  # type: ignore[return-value]


def to(sent: list[EmailMultiAlternatives], address: str) -> list[str]:
    """The subjects of what went to one address."""
    return [str(message.subject) for message in sent if message.to == [address]]


def states() -> list[tuple[str, str]]:
    """State and reason of each mail, as the worker reads them."""
    with as_system():
        return list(Mail.objects.order_by("queued_at", "id").values_list("state", "why_not"))


def test_each_reader_is_told_once_by_their_own_reference(staged: Staged, now: Now) -> None:
    story = staged("submitted")
    row = request_row(story)
    sent = send(now)
    assert to(sent, NADIA) == [f"{row.draft_reference}: an update"]
    assert to(sent, CLARE) == [f"{row.draft_reference}: something needs you"]
    assert send(now) == []


def test_the_words_are_those_of_the_frame_and_html_says_the_same(staged: Staged, now: Now) -> None:
    story = staged("submitted")
    row, link = request_row(story), f"http://localhost:8000/requests/{story.request_id}/"
    (message,) = [message for message in send(now) if message.to == [CLARE]]
    assert message.body == (
        f"Hello,\n\n{row.draft_reference} is ready for you to check.\n\n"
        f"Sign in: {link}\n\nDue Thursday 5 March 2026.\n\n"
        "Reciprocal. Questions: 020 7946 0100, Monday to Friday, 9am to 5pm. Do not reply with details of anyone.\n"
    )
    ((as_html, kind),) = message.alternatives
    assert kind == "text/html"
    assert f'href="{link}"' in str(as_html)
    assert f"{row.draft_reference} is ready for you to check." in str(as_html)


def test_the_landlord_is_told_by_the_draft_reference_even_when_the_code_is_given(staged: Staged, now: Now) -> None:
    story = staged("moved")
    row = request_row(story)
    sent = send(now)
    told = [message for message in sent if message.to == [LIAM]]
    assert {message.subject for message in told} <= {
        f"{row.draft_reference}: something needs you",
        "Your statement: an update",
    }
    assert not any(str(row.code) in f"{message.subject} {message.body}" for message in told)
    (statement,) = [message for message in told if message.subject == "Your statement: an update"]
    assert row.draft_reference not in statement.body


def test_whoever_left_is_not_told_and_the_log_says_so(staged: Staged, now: Now, as_owner: Any) -> None:
    story = staged("submitted")
    with as_("nadia") as nadia:
        as_owner("UPDATE accounts_membership SET ended_on = '2026-03-03' WHERE id = %s", nadia.membership)
    assert to(send(now), NADIA) == []
    assert ("not_sent", "left") in states()
    with as_("audrey"):
        assert Entry.objects.filter(event="mail_not_sent", subject=story.request_id, role="system").exists()


def test_a_partner_kept_away_meanwhile_is_not_told(staged: Staged, now: Now) -> None:
    story = staged("moving")
    with as_("clare") as actor:
        requests.keep_away(actor, story.request_id, at=now.at, organisation_id=organisation_id("Cedar Council"))
    assert to(send(now), LENA) == []


def test_a_partner_with_a_live_offer_is_told_by_the_code(staged: Staged, now: Now) -> None:
    row = request_row(staged("moving"))
    assert to(send(now), LENA) == [f"{row.code}: an update"]


def test_what_was_reassigned_or_closed_for_its_reader_is_not_sent(staged: Staged, now: Now) -> None:
    story = staged("under_offer")
    take(story, "accept", now.at)
    with as_("nadia") as actor:
        requests.withdraw_consent(actor, story.request_id, at=now.at)
    sent = send(now)
    assert to(sent, LENA) == []
    assert len(to(sent, CLARE)) > 0


def test_a_mail_server_that_is_away_delays_and_loses_nothing(
    staged: Staged, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged("submitted")

    def away(self: EmailMultiAlternatives) -> int:
        raise SMTPServerDisconnected("away")

    with monkeypatch.context() as broken:
        broken.setattr(EmailMultiAlternatives, "send", away)
        assert send(now) == []
    kept = texts()
    assert send(now) == []
    now.forward(minutes=5)
    sent = send(now)
    assert {(m.extra_headers["Message-ID"], m.body) for m in sent} == kept


def test_a_mail_server_that_stays_away_is_given_up_and_logged(
    staged: Staged, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged("submitted")
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda self: (_ for _ in ()).throw(OSError()))
    for _ in range(outbox.MOST_TRIES + 1):
        send(now)
        now.at += timedelta(hours=5)
    assert {state for state, _ in states()} == {"failed"}


def texts() -> set[tuple[str, str]]:
    """Message-ID and words of each mail that has its text."""
    with as_system():
        return set(Mail.objects.exclude(message_id="").values_list("message_id", "body"))


def test_an_account_mail_goes_to_somebody_without_an_account_and_is_not_kept(now: Now) -> None:
    outbox.queue_account_mail(
        "new@harbour-advice.example", "register", now.at, link="https://example.org/confirm/abc123/"
    )
    (message,) = send(now)
    assert message.subject == "Confirm your work e-mail"
    assert "confirm: https://example.org/confirm/abc123/. It works once" in message.body
    assert 'href="https://example.org/confirm/abc123/"' in str(message.alternatives[0][0])
    with as_system():
        assert Mail.objects.get().body == ""


def test_an_account_mail_without_a_word_of_its_text_is_refused(now: Now) -> None:
    with pytest.raises(KeyError):
        outbox.queue_account_mail("new@harbour-advice.example", "register", now.at)


def test_every_state_is_told_with_the_five_subjects_alone(staged: Staged, now: Now) -> None:
    for state in ("information_needed", "declined", "closed", "moved"):
        staged(state)
    for message in send(now):
        assert message.subject.split(": ")[-1] in SUBJECTS


def test_the_link_leads_to_the_reader_s_own_page_and_a_partner_s_to_the_worklist(staged: Staged, now: Now) -> None:
    story = staged("moving")
    links = {
        message.to[0].split("@")[0]: line.rsplit(":8000", 1)[1]
        for message in send(now)
        for line in str(message.body).splitlines()
        if line.startswith("Sign in: ")
    }
    own = f"/requests/{story.request_id}/"
    assert (
        links | {"nadia": own, "clare": own, "liam": f"/decisions/{story.request_id}/", "lena": "/worklist/"} == links
    )
