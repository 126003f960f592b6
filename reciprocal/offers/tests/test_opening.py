"""What no click opens: Clare asks with a reason, Max allows it, and it opens to Clare alone for half an hour."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.audit.models import Entry
from reciprocal.notifications.models import Notice
from reciprocal.offers import actions, opening
from reciprocal.offers.models import Opening
from reciprocal.offers.tests.test_sealed import MEETING_POINT, as_superuser, viewed
from reciprocal.property_requests import sealed
from tests.people import ADDRESS, NOON, as_, organisation_id

WHY = "The police ask where it was."
REASON = "A cousin of the person causing harm lets homes there."


@pytest.fixture
def ended(staged: Any) -> Any:
    """A request of which somebody is kept away, whose offer was stopped after a viewing was planned."""
    story = viewed(staged("under_offer", bars=("Dogwood Homes",), conflict_reason=REASON))
    with as_("nadia") as nadia:
        actions.not_safe(nadia, story.offer_id, at=NOON, reason="person_near")
    return story


def asked(story: Any, kind: str) -> UUID:
    """Let Clare ask for something of a story."""
    what = kind if kind == "kept_away" else f"{kind} {story.offer_id}"
    with as_("clare") as clare:
        return opening.ask(clare, story.request_id, at=NOON, what=what, why=WHY)


def allowed(id: UUID, key: str = "max", at: Any = NOON) -> None:
    """Let somebody allow it."""
    with as_(key) as actor:
        opening.decide(actor, id, at=at, allow=True)


def test_clare_asks_max_allows_and_it_opens_to_her_alone(client_of: Any, ended: Any) -> None:
    clare, manager = client_of("clare"), client_of("max")
    assert "Nobody has asked." in clare.get("/sealed/").content.decode()
    form = f"/requests/{ended.request_id}/sealed/"
    assert "Ask to see a sealed fact" in clare.get(f"/requests/{ended.request_id}/").content.decode()
    page = clare.post(form, {"why": WHY}).content.decode()
    assert "Select what you need to see" in page
    assert WHY in page
    assert clare.post(form, {"what": f"address {ended.offer_id}", "why": WHY}).status_code == 302
    with as_("clare"):
        id = Opening.objects.get().pk
    assert "Somebody else decides" in clare.get("/sealed/").content.decode()
    assert "Allow once" not in clare.get(f"/sealed/{id}/").content.decode()
    worklist = manager.get("/worklist/").content.decode()
    assert "Someone asked to see a sealed fact" in worklist
    page = manager.get(f"/sealed/{id}/").content.decode()
    for words in ("Allow once", WHY, "Clare"):
        assert words in page
    assert manager.post(f"/sealed/{id}/", {"allow": "yes"}).status_code == 302
    opened = clare.get(f"/sealed/{id}/")
    assert ADDRESS in opened.content.decode()
    assert opened.headers["Cache-Control"] == "no-store"
    assert "<title>Sealed facts – Reciprocal</title>" in opened.content.decode()
    for other in ("max", "moves_desk"):
        assert ADDRESS not in client_of(other).get(f"/sealed/{id}/").content.decode()
    for other in ("nadia", "liam", "lena", "petra", "audrey", "bart"):
        assert client_of(other).get(f"/sealed/{id}/").status_code == 404
        assert client_of(other).get(form).status_code == 404
        with as_(other):
            assert not Opening.objects.exists()


def test_each_kind_opens_with_what_was_sealed(client_of: Any, ended: Any) -> None:
    for kind, words in (("address", ADDRESS), ("viewing", MEETING_POINT), ("kept_away", REASON)):
        id = asked(ended, kind)
        assert words not in client_of("clare").get(f"/sealed/{id}/").content.decode()
        allowed(id)
        assert words in client_of("clare").get(f"/sealed/{id}/").content.decode()


def test_nobody_allows_their_own_and_nobody_decides_twice(ended: Any) -> None:
    id = asked(ended, "address")
    with as_("clare") as clare:
        with pytest.raises(RefusedError, match="Somebody else decides"):
            opening.decide(clare, id, at=NOON, allow=True)
        with transaction.atomic():  # nor past the action: the database does not let her
            assert Opening.objects.filter(pk=id).update(allowed=True, decided_at=NOON, decided_by=clare.membership) == 0
    with as_("lena") as lena, pytest.raises(HiddenError):
        opening.decide(lena, id, at=NOON, allow=True)
    with as_("max") as manager:
        opening.decide(manager, id, at=NOON, allow=False)
    with as_("moves_desk") as desk, pytest.raises(RefusedError, match="decided already"):
        opening.decide(desk, id, at=NOON, allow=True)
    with as_("clare"):
        assert not opening.is_open(Opening.objects.get(), NOON)


def test_the_same_person_in_another_post_decides_nothing(ended: Any) -> None:
    id = asked(ended, "address")
    as_superuser(
        "UPDATE accounts_membership SET person_id = (SELECT by.person_id FROM accounts_membership by"
        f" JOIN offers_opening o ON o.by_id = by.id WHERE o.id = '{id}') WHERE role = 'scheme_manager'"
    )
    with as_("max") as manager:
        with pytest.raises(RefusedError, match="Somebody else decides"):
            opening.decide(manager, id, at=NOON, allow=True)
        given = {"allowed": True, "decided_at": NOON, "decided_by": manager.membership}
        assert Opening.objects.filter(pk=id).update(**given) == 0


def test_it_closes_after_half_an_hour_by_the_clock(client_of: Any, ended: Any, now: Any) -> None:
    id = asked(ended, "address")
    allowed(id)
    now.forward(minutes=29)
    assert ADDRESS in client_of("clare").get(f"/sealed/{id}/").content.decode()
    now.forward(minutes=1)
    assert ADDRESS not in client_of("clare").get(f"/sealed/{id}/").content.decode()
    with as_("clare"):
        assert opening.lines(Opening.objects.get(pk=id), now.at) == []  # nor does the database give it


def test_a_bar_closes_at_once_what_was_allowed(client_of: Any, ended: Any) -> None:
    id = asked(ended, "address")
    allowed(id)
    clare = client_of("clare")
    assert ADDRESS in clare.get(f"/sealed/{id}/").content.decode()
    as_superuser(
        "INSERT INTO property_requests_bar (id, request_id, organisation_id, at) VALUES (gen_random_uuid(),"
        f" '{ended.request_id}', '{organisation_id('Example Moves Team')}', '2026-03-03')"
    )
    gone = clare.get(f"/sealed/{id}/")
    assert gone.status_code == 404
    assert gone.content == clare.get("/sealed/11111111-1111-4111-8111-111111111111/").content
    assert "Nobody has asked." in clare.get("/sealed/").content.decode()


def test_each_step_is_in_the_log_and_no_word_of_it(client_of: Any, ended: Any) -> None:
    id = asked(ended, "address")
    allowed(id)
    client_of("clare").get(f"/sealed/{id}/")
    with as_("audrey"):
        found = Entry.objects.filter(subject=ended.request_id, event__startswith="sealed")
        assert [(one.event, one.role) for one in found.order_by("number")] == [
            ("sealed_asked", "coordinator"),
            ("sealed_allowed", "scheme_manager"),
            ("sealed.open", "coordinator"),
        ]
        assert "sealed" in client_of("audrey").get("/log/").content.decode()


def test_whoever_may_decide_is_told_and_so_is_whoever_asked(ended: Any) -> None:
    id = asked(ended, "address")
    told = {}
    for key in ("max", "moves_desk", "clare", "nadia"):
        with as_(key):
            told[key] = Notice.objects.filter(key="sealed_asked").count()
    assert told == {"max": 1, "moves_desk": 1, "clare": 0, "nadia": 0}
    allowed(id, "moves_desk")
    with as_("clare"):
        assert Notice.objects.filter(key="update", request_id=ended.request_id, relation="").count() == 1


def test_what_stands_open_by_a_click_or_is_not_there_cannot_be_asked_for(staged: Any) -> None:
    story = staged("under_offer")
    with as_("clare") as clare:
        assert opening.askable(story.request_id) == ()
        for what in ("kept_away", f"address {story.offer_id}", "address", "other"):
            with pytest.raises(RefusedError):
                opening.ask(clare, story.request_id, at=NOON, what=what, why=WHY)
    with as_("max") as manager, pytest.raises(HiddenError):
        opening.ask(manager, story.request_id, at=NOON, what="kept_away", why=WHY)


def test_what_was_moved_gets_a_sentence(client_of: Any, ended: Any) -> None:
    id = asked(ended, "kept_away")
    allowed(id)
    as_superuser(
        "UPDATE property_requests_conflict c SET reason = h.address FROM offers_homeaddress h"
        f" WHERE c.request_id = h.request_id AND h.request_id = '{ended.request_id}'"
    )
    answer = client_of("clare").get(f"/sealed/{id}/")
    assert answer.status_code == 200
    assert sealed.NOT_WHAT_WAS_SEALED in answer.content.decode()


def test_where_nothing_was_sealed_the_page_says_so(client_of: Any, ended: Any) -> None:
    as_superuser("DELETE FROM offers_homeaddress")
    id = asked(ended, "address")
    assert "Nobody has decided" in client_of("max").get(f"/sealed/{id}/").content.decode()
    allowed(id)
    assert "Nothing of this kind was sealed with it." in client_of("clare").get(f"/sealed/{id}/").content.decode()


def test_a_question_cannot_be_written_in_anothers_name(ended: Any) -> None:
    with as_("max") as manager, pytest.raises(DatabaseError), transaction.atomic():
        Opening(
            request_id=ended.request_id, kind="kept_away", reference="DR-1", why=WHY, by_id=manager.membership, at=NOON
        ).save(force_insert=True)
