"""The coordinator ticks the sections that are complete; what was looked at is kept, with who looked."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.models import SectionChecked
from reciprocal.property_requests.questions import LABELS
from reciprocal.property_requests.tests.filling import page, words
from tests.people import as_, request_row


def _tick(client: Any, story: Any, *sections: str) -> Any:
    return client.post(f"{page(story)}checked/", {"complete": sections}, follow=True)


def test_what_clare_ticked_is_there_when_she_or_a_colleague_comes_back(client_of: Any, staged: Any) -> None:
    story, clare, desk = staged("submitted"), client_of("clare"), client_of("moves_desk")
    assert "Saved" in words(_tick(clare, story, "consent", "tenancy"))
    again = desk.get(page(story)).content.decode()
    assert again.count('name="complete"') >= 8
    assert again.count(" checked>") == 2
    assert "(Clare, 3 March 2026)" in again
    assert "2 of 9 sections of the request are ticked as complete." in again
    _tick(desk, story, "consent", "tenancy", "risk")
    with as_("clare"):
        looked = {row.section: row.by.person.name for row in SectionChecked.objects.select_related("by__person")}
    assert looked == {"consent": "Clare", "tenancy": "Clare", "risk": "Example moves desk"}
    _tick(clare, story, "risk")
    with as_("clare"):
        assert SectionChecked.objects.get().section == "risk"


def test_asking_for_more_names_what_was_not_ticked(client_of: Any, staged: Any) -> None:
    story, clare = staged("submitted"), client_of("clare")
    ask = f"{page(story)}steps/ask_information/"
    assert "Not ticked" not in words(clare.get(ask))
    _tick(clare, story, "consent")
    assert clare.get(ask).content.decode().count(" checked") == 0  # too many to be chosen
    _tick(clare, story, *(section for section in LABELS if section not in ("places", "risk")))
    asked = clare.get(ask)
    assert f"Not ticked as complete: {LABELS['places']}, {LABELS['risk']}." in words(asked)
    assert asked.content.decode().count(" checked") == 2
    assert f"Not ticked as complete: {LABELS['places']}, {LABELS['risk']}." in words(
        clare.get(f"{page(story)}steps/seek_approval/")
    )


def test_what_the_officer_was_asked_about_has_to_be_looked_at_again(client_of: Any, staged: Any, now: Any) -> None:
    story, clare, nadia = staged("submitted"), client_of("clare"), client_of("nadia")
    _tick(clare, story, "consent", "places")
    now.forward(hours=1)
    message = {"sections": ["places"], "message_places": "Which are near the school?"}
    clare.post(f"{page(story)}steps/ask_information/", message)
    nadia.post(f"{page(story)}steps/answer_information/", {"places": "The school does not say."})
    assert request_row(story).state == "submitted"
    again = clare.get(page(story)).content.decode()
    assert again.count(" checked>") == 1
    assert 'id="complete-consent" form="ticks" checked' in again


def test_nobody_else_reads_or_ticks_and_not_once_it_has_gone_on(client_of: Any, staged: Any) -> None:
    story = staged("submitted")
    for key in ("nadia", "liam", "lena", "bart"):
        assert client_of(key).post(f"{page(story)}checked/", {"complete": "risk"}).status_code == 404
    _tick(client_of("clare"), story, "risk")
    with as_("nadia"):
        assert not SectionChecked.objects.exists()
    assert "Clare" not in words(client_of("nadia").get(page(story)))
    circulating = staged("circulating")
    late = _tick(client_of("clare"), circulating, "risk")
    assert late.status_code == 409
    assert "Sections are ticked only while a request is checked." in words(late)
