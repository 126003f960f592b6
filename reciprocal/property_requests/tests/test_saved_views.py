"""The coordinator saves the filters of the list under a name; nobody else sees it, and no address tells what it is."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.models import SavedView
from reciprocal.property_requests.tests.filling import words
from tests.people import as_, request_row

SAVE = {"reason": "DA", "save": "yes", "name": "My domestic abuse list"}


def test_clare_saves_filters_and_comes_back_to_them(client_of: Any, staged: Any) -> None:
    one, other = staged("circulating"), staged("submitted")
    clare = client_of("clare")
    saved = clare.post("/requests/", {"state": "submitted", "reason": "DA", "save": "yes", "name": "New ones"})
    assert saved.status_code == 302
    assert "DA" not in saved["Location"]
    page = words(clare.get(saved["Location"]))
    assert "Saved as New ones. Only you can see it." in page
    assert request_row(other).reference in page
    assert request_row(one).reference not in page
    assert "New ones" in words(clare.get("/requests/"))


def test_it_is_private_to_whoever_saved_it(client_of: Any, staged: Any) -> None:
    staged("submitted")
    address = client_of("clare").post("/requests/", SAVE)["Location"]
    desk = client_of("moves_desk")
    assert "My domestic abuse list" not in words(desk.get("/requests/"))
    assert "My domestic abuse list" not in words(desk.get(address))
    with as_("clare"):
        view = SavedView.objects.get()
    assert desk.post("/requests/", {"remove": str(view.pk)}).status_code == 404
    with as_("moves_desk"):
        assert not SavedView.objects.exists()


def test_what_is_missing_gets_a_sentence_and_keeps_what_was_typed(client_of: Any, staged: Any) -> None:
    staged("submitted")
    clare = client_of("clare")
    unnamed = clare.post("/requests/", {"state": "submitted", "save": "yes", "name": ""})
    assert unnamed.status_code == 422
    assert "Enter a name for the view" in words(unnamed)
    assert '<option value="submitted" selected>' in unnamed.content.decode()
    empty = clare.post("/requests/", {"save": "yes", "name": "All"})
    assert "Choose at least one filter first" in words(empty)
    assert 'value="All"' in empty.content.decode()
    long = clare.post("/requests/", {**SAVE, "name": "x" * 61})
    assert "The name must be 60 characters or fewer" in words(long)


def test_saving_under_the_same_name_replaces_it_and_removing_takes_it_away(client_of: Any, staged: Any) -> None:
    staged("submitted")
    clare = client_of("clare")
    clare.post("/requests/", SAVE)
    clare.post("/requests/", {**SAVE, "reason": "HATE"})
    with as_("clare"):
        view = SavedView.objects.get()
    assert view.filters == "reason=HATE"
    assert "The view is removed." in words(clare.post("/requests/", {"remove": str(view.pk)}, follow=True))
    with as_("clare"):
        assert not SavedView.objects.exists()
    assert clare.post("/requests/", {"remove": "no such thing"}).status_code == 404


def test_there_is_an_end_to_how_many(client_of: Any, staged: Any) -> None:
    clare = client_of("clare")
    for n in range(20):
        clare.post("/requests/", {**SAVE, "name": f"View {n}"})
    assert "You have 20 saved views. Remove one first" in words(clare.post("/requests/", {**SAVE, "name": "More"}))
