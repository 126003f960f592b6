"""Each section of a draft ends on a page of its own; the officer says when it is finished."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.tests.filling import ANSWERS, FINISHED, kept, page, question, send, words
from tests.people import request_row


def _section(story: Any, key: str) -> str:
    return f"{page(story)}sections/{key}/"


def test_a_section_is_finished_when_nadia_says_so(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", finished_sections=[]), client_of("nadia")
    assert "Record consent Begun" in words(nadia.get(page(draft)))
    shown = words(nadia.get(_section(draft, "consent")))
    assert "Is this section finished?" in shown
    assert "How did they agree? Face to face" in shown
    assert "Select whether this section is finished" in words(send(nadia, _section(draft, "consent"), {}))
    assert send(nadia, _section(draft, "consent"), FINISHED)["Location"] == page(draft)
    assert "Record consent Finished" in words(nadia.get(page(draft)))
    send(nadia, _section(draft, "consent"), {"finished": "no"})
    assert "Record consent Begun" in words(nadia.get(page(draft)))


def test_a_section_with_something_missing_is_not_finished_and_says_what(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", finished_sections=[], consent_manner=""), client_of("nadia")
    answer = send(nadia, _section(draft, "consent"), FINISHED)
    assert answer.status_code == 422
    assert "This section is not finished yet Select how they agreed" in words(answer)
    assert request_row(draft).finished_sections == []


def test_a_change_from_the_end_of_a_section_leads_back_there(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    change = f"{question(draft, 'consent_manner')}?to=section"
    assert change in nadia.get(_section(draft, "consent")).content.decode()
    assert send(nadia, change, ANSWERS["consent_manner"])["Location"] == _section(draft, "consent")


def test_checking_opens_when_every_section_is_finished(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    assert "Check answers and send Not begun" in words(nadia.get(page(draft)))
    send(nadia, _section(draft, "contacts"), {"finished": "no"})
    assert "Check answers and send Not open yet" in words(nadia.get(page(draft)))


def test_the_notes_for_checking_have_no_landlord_and_nothing_sealed(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", kept_away="none", unsafe_places=["barnet"]), client_of("nadia")
    notes = words(nadia.get(f"{page(draft)}print/")).split("Notes for checking", 1)[1]
    assert "Which boroughs would be safe? Bromley" in notes
    assert notes.split("Destroy this when you have read it together.")[0]
    for text in ("Alder", "Barnet", "Recorded. Not shown here.", "kept away"):
        assert text not in notes, text


def test_a_draft_is_deleted_with_everything_in_it(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    where = f"{page(draft)}steps/delete_draft/"
    assert where in nadia.get(page(draft)).content.decode()
    shown = words(nadia.get(where))
    assert "Everything in it will be erased and cannot be brought back." in shown
    assert "Keep it" in shown
    gone = nadia.post(where, follow=True)
    assert "The draft was deleted." in words(gone)
    assert nadia.get(page(draft)).status_code == 404


def test_a_request_that_was_sent_is_not_deleted(client_of: Any, staged: Any) -> None:
    sent = staged("submitted")
    assert client_of("nadia").post(f"{page(sent)}steps/delete_draft/").status_code == 409
    assert request_row(sent).state == "submitted"


def test_the_coordinator_learns_how_many_drafts_and_how_old(client_of: Any, staged: Any, now: Any) -> None:
    clare = client_of("clare")
    assert "No drafts." in words(clare.get("/requests/"))
    staged("draft")
    now.forward(days=3)
    staged("draft")
    listed = words(clare.get("/requests/"))
    assert "2 drafts, the oldest 3 days old." in listed
    assert "DR-" not in listed
    assert "drafts" not in words(client_of("nadia").get("/requests/"))


def test_nadia_reads_what_partners_would_read_and_nobody_else_does(client_of: Any, staged: Any) -> None:
    draft = staged("draft")
    where = f"/profiles/preview/{draft.request_id}/"
    shown = words(client_of("nadia").get(where)).split("What partners would read", 1)[1]
    for text in ("2 bedrooms", "Bromley, Croydon, Ealing, Lewisham and Sutton", "Offer a lifetime tenancy."):
        assert text in shown, text
    for text in ("Alder", "Camden", "omestic", "DASH", "Nadia", "2026"):
        assert text not in shown, text
    for stranger in ("clare", "liam", "lena", "bart", "harbour_desk"):
        assert client_of(stranger).get(where).status_code == 404, stranger


def test_a_preview_waits_for_what_every_profile_says(client_of: Any, staged: Any) -> None:
    draft = staged("draft", bedrooms=None)
    assert "how many bedrooms they need" in words(client_of("nadia").get(f"/profiles/preview/{draft.request_id}/"))
    assert kept(draft)["bedrooms"] is None
