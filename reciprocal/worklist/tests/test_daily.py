"""What the service does when a day comes: an old draft is gone, with every row about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reciprocal.audit.models import Entry
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests.models import PropertyRequest, RequestPlace, Risk
from reciprocal.workflow.models import Happening
from reciprocal.worklist import daily
from tests.people import Now, Story, as_, as_system, request_row

pytestmark = pytest.mark.django_db
Staged = Callable[..., Story]


def purge(now: Now) -> int:
    """Let the service do what is due today about drafts."""
    with as_system():
        return daily.purge_drafts(now.at)


def test_a_draft_is_deleted_thirty_days_after_its_last_change(staged: Staged, now: Now) -> None:
    draft = staged("draft")
    now.forward(days=29)
    assert purge(now) == 0
    now.forward(days=1)
    assert purge(now) == 1
    with as_("nadia"):
        about = {"request_id": draft.request_id}
        assert not PropertyRequest.objects.filter(pk=draft.request_id).exists()
        assert not any(model.objects.filter(**about).exists() for model in (Risk, RequestPlace, Happening))


def test_going_on_with_it_keeps_it_longer(staged: Staged, now: Now) -> None:
    draft = staged("draft")
    now.forward(days=29)
    with as_("nadia") as actor:
        version = PropertyRequest.objects.get(pk=draft.request_id).version
        requests.save_answers(actor, draft.request_id, {"bedrooms": 3}, at=now.at, version=version)
    now.forward(days=29)
    assert purge(now) == 0
    now.forward(days=1)
    assert purge(now) == 1


def test_what_was_sent_is_never_deleted_so(staged: Staged, now: Now) -> None:
    sent = staged("submitted")
    now.forward(days=400)
    assert purge(now) == 0
    assert request_row(sent).state == "submitted"


def test_the_log_keeps_that_it_was_deleted_and_by_whom(staged: Staged, now: Now) -> None:
    draft = staged("draft")
    now.forward(days=30)
    purge(now)
    with as_("audrey"):
        entry = Entry.objects.filter(subject=draft.request_id).latest("number")
    assert (entry.event, entry.role) == ("purge_draft", "system")


def test_one_that_cannot_be_deleted_does_not_keep_the_others(
    staged: Staged, now: Now, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    drafts = [staged("draft").request_id for _ in range(3)]
    now.forward(days=30)
    purging = requests.purge_draft

    def broken(actor, draft, *, at):
        if draft == drafts[1]:
            raise ZeroDivisionError
        purging(actor, draft, at=at)

    monkeypatch.setattr(requests, "purge_draft", broken)
    assert purge(now) == 2
    assert str(drafts[1]) in caplog.text
