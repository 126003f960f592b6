"""Nadia says who must be kept away; only Clare can read it."""

from __future__ import annotations

from typing import Any

from reciprocal.notifications.models import Notice
from reciprocal.property_requests.models import Bar
from reciprocal.property_requests.tests.filling import ALDER, page, question, send, words
from tests.people import as_, organisation_id, request_row, take

DOGWOOD = str(organisation_id("Dogwood Homes"))
YES = {"kept_away": "yes", "conflict_partners": [DOGWOOD]}


def _barred(story: Any) -> list[str]:
    with as_("clare"):
        return sorted(Bar.objects.filter(request_id=story.request_id).values_list("organisation__name", flat=True))


def test_the_officer_reads_recorded_and_the_coordinator_the_names(client_of: Any, staged: Any, now: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    assert send(nadia, question(draft, "kept_away"), YES).status_code == 302
    check = words(nadia.get(f"{page(draft)}check/"))
    assert "kept away from this request? Recorded. Not shown here." in check
    assert "Dogwood" not in check
    assert "Recorded. Only the coordinator can see this list." in words(nadia.get(question(draft, "kept_away")))
    take(draft, "submit", now.at)
    assert _barred(draft) == ["Dogwood Homes"]
    assert "Kept away: Dogwood Homes" in words(client_of("clare").get(page(draft)))
    assert "Dogwood" not in words(nadia.get(page(draft)))


def test_naming_somebody_twice_is_no_mistake_and_adds_to_the_list(client_of: Any, staged: Any, now: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    fir = str(organisation_id("Fir Homes"))
    for named in ([DOGWOOD], [DOGWOOD, fir], []):
        answer = send(nadia, question(draft, "kept_away"), {"kept_away": "yes", "conflict_partners": named})
        assert answer.status_code == 302
    take(draft, "submit", now.at)
    assert _barred(draft) == ["Dogwood Homes", "Fir Homes"]


def test_yes_without_a_name_is_asked_again(client_of: Any, staged: Any) -> None:
    draft = staged("draft")
    answer = send(client_of("nadia"), question(draft, "kept_away"), {"kept_away": "yes"})
    assert "Choose at least one partner" in words(answer)
    assert request_row(draft).kept_away == "none"


def test_what_was_recorded_cannot_be_taken_back_by_a_click(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    send(nadia, question(draft, "kept_away"), YES)
    answer = send(nadia, question(draft, "kept_away"), {"kept_away": "none"})
    assert "Somebody is recorded here already." in words(answer)
    assert request_row(draft).kept_away == "yes"


def test_the_own_landlord_stops_the_coordinator(client_of: Any, staged: Any, now: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    answer = send(nadia, question(draft, "kept_away"), {**YES, "conflict_partners": [ALDER]})
    assert "You have named the applicant's own landlord." in words(nadia.get(answer["Location"]))
    take(draft, "submit", now.at)
    clare = client_of("clare")
    assert "Look Kept away: Alder Council is the landlord and is kept away." in words(clare.get(page(draft)))
    asked = clare.post(f"{page(draft)}steps/seek_approval/")
    assert asked.status_code == 409
    assert "Ring the officer before anything is sent." in words(asked)
    assert client_of("liam").get(f"/decisions/{draft.request_id}/").status_code == 404


def test_not_being_sure_has_to_be_settled_first(client_of: Any, staged: Any) -> None:
    story, clare = staged("submitted", kept_away="not_sure"), client_of("clare")
    assert "Look Kept away: The officer is not sure." in words(clare.get(page(story)))
    assert clare.post(f"{page(story)}steps/seek_approval/").status_code == 409
    with as_("clare"):
        assert Notice.objects.filter(request_id=story.request_id, key="before_next_step").count() == 1
