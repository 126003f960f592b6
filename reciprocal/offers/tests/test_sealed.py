"""Where the home is and where a viewing is: sealed, and opened by a click of those whom it concerns."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from reciprocal.audit.models import Entry
from reciprocal.offers import actions, opening
from reciprocal.offers.models import HomeAddress, ViewingPlan
from reciprocal.offers.tests.test_send_offer import home_of
from reciprocal.property_requests import sealed
from tests.database import speak_as
from tests.guarantees import pages
from tests.people import ADDRESS, EVERYBODY, NOON, as_, viewing_plan

READERS = ("nadia", "clare", "lena")
MEETING_POINT = viewing_plan(NOON).meeting_point


def as_superuser(statement: str) -> None:
    """Change something past every rule, inside the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")
        cursor.execute(statement)
    speak_as(connection, "web")


def viewed(story: Any) -> Any:
    """Let Nadia plan a viewing of the home that is offered."""
    with as_("nadia") as nadia:
        actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))
    return story


def test_the_address_opens_by_a_click_and_stands_on_no_other_page(client_of: Any, staged: Any) -> None:
    story = viewed(staged("under_offer"))
    for key in READERS:
        client = client_of(key)
        offer = client.get(f"/offers/{story.offer_id}/").content.decode()
        assert "Show the address" in offer
        assert "Show place and time" in offer
        opened = client.get(f"/offers/{story.offer_id}/address/")
        assert ADDRESS in opened.content.decode()
        assert opened.headers["Cache-Control"] == "no-store"
        assert "<title>Offer – Reciprocal</title>" in opened.content.decode()
        plan = client.get(f"/offers/{story.offer_id}/viewing/").content.decode()
        assert MEETING_POINT in plan
        assert "Thursday 5 March 2026" in plan
        assert "Print is off for this page." in plan
        for page in ("/worklist/", "/offers/", f"/offers/{story.offer_id}/", f"/requests/{story.request_id}/"):
            text = client.get(page).content.decode()
            assert ADDRESS not in text
            assert MEETING_POINT not in text


def test_each_opening_is_in_the_log_without_what_was_opened(client_of: Any, staged: Any) -> None:
    story = viewed(staged("under_offer"))
    for key in READERS:
        client_of(key).get(f"/offers/{story.offer_id}/address/")
        client_of(key).get(f"/offers/{story.offer_id}/viewing/")
    with as_("audrey"):
        looks = Entry.objects.filter(kind="look", subject=story.request_id, event__in=["address.open", "viewing.open"])
        assert sorted((one.event, one.role) for one in looks) == sorted(
            (event, role)
            for event in ("address.open", "viewing.open")
            for role in ("nominating_officer", "coordinator", "lettings_officer")
        )


def test_nobody_else_opens_it_and_nobody_at_the_applicants_own_landlord(client_of: Any, staged: Any) -> None:
    story = viewed(staged("under_offer"))
    for key in ("liam", "petra", "alder_lettings", "max", "audrey", "anya", "bart"):
        for what in ("address", "viewing"):
            assert client_of(key).get(f"/offers/{story.offer_id}/{what}/").status_code == 404
        with as_(key):
            assert not HomeAddress.objects.exists()
            assert not ViewingPlan.objects.exists()


@pytest.mark.parametrize("key", ["nadia", "clare"])
def test_whoever_works_at_the_own_landlord_opens_it_in_no_role(client_of: Any, staged: Any, key: str) -> None:
    story = viewed(staged("under_offer"))
    as_superuser(
        "UPDATE accounts_membership SET organisation_id = (SELECT landlord_id FROM property_requests_propertyrequest"
        f" WHERE id = '{story.request_id}') WHERE id = '{EVERYBODY[key].membership_id}'"
    )
    page = client_of(key).get(f"/offers/{story.offer_id}/").content.decode()
    assert "Nobody at the applicant&#x27;s own landlord opens it." in page
    assert "Show the address" not in page
    assert client_of(key).get(f"/offers/{story.offer_id}/address/").status_code == 404
    with as_(key):
        assert not HomeAddress.objects.exists()
        assert not ViewingPlan.objects.exists()


def test_once_the_offer_has_ended_nobody_opens_it_by_a_click(client_of: Any, staged: Any) -> None:
    story = viewed(staged("under_offer"))
    with as_("nadia") as nadia:
        actions.not_safe(nadia, story.offer_id, at=NOON, reason="person_near")
    for key in READERS:
        assert client_of(key).get(f"/offers/{story.offer_id}/address/").status_code == 404
        with as_(key):
            assert not HomeAddress.objects.exists()


def test_what_was_moved_to_another_row_gets_a_sentence(client_of: Any, staged: Any) -> None:
    story, other = viewed(staged("under_offer")), viewed(staged("under_offer"))
    as_superuser(
        "UPDATE offers_homeaddress a SET address = b.address FROM offers_homeaddress b"
        f" WHERE a.offer_id = '{story.offer_id}' AND b.offer_id = '{other.offer_id}'"
    )
    as_superuser(
        "UPDATE offers_viewingplan a SET plan = b.address FROM offers_homeaddress b"
        f" WHERE a.offer_id = '{story.offer_id}' AND b.offer_id = '{story.offer_id}'"
    )
    for what in ("address", "viewing"):
        answer = client_of("nadia").get(f"/offers/{story.offer_id}/{what}/")
        assert answer.status_code == 200
        assert sealed.NOT_WHAT_WAS_SEALED in answer.content.decode()
    assert ADDRESS in client_of("nadia").get(f"/offers/{other.offer_id}/address/").content.decode()


def test_a_plan_without_its_place_is_refused_and_what_was_typed_stays(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    url = f"/offers/{story.offer_id}/steps/arrange_viewing/"
    page = client_of("nadia").post(url, {"time": "2:30pm", "phone": "12"}).content.decode()
    for sentence in (
        "Enter where they meet",
        "Enter the date of the viewing",
        "Enter a work phone, like 020 7946 0018",
    ):
        assert sentence in page, sentence
    assert 'value="2:30pm"' in page
    with as_("nadia"):
        assert not ViewingPlan.objects.exists()


MARKERS = {
    "address": "Marker Mews 4471",
    "meeting_point": "Marker station hall",
    "conflict_reason": "Marker cousin",
    "police_reference": "MARKER/88/26",
}


def tables_with(marker: str) -> list[str]:
    """List the tables in which a superuser finds a marker, as text or as bytes."""
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")
        cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
        found = []
        for (table,) in cursor.fetchall():
            where = f'SELECT 1 FROM "{table}" t WHERE to_jsonb(t)::text ILIKE ANY (%s) LIMIT 1'
            cursor.execute(where, [[f"%{marker}%", f"%{marker.encode().hex()}%"]])
            found += [table] if cursor.fetchone() else []
    speak_as(connection, "web")
    return found


def test_no_table_holds_what_is_sealed_after_a_whole_journey(staged: Any, client_of: Any) -> None:
    told = {"conflict_reason": MARKERS["conflict_reason"], "police_reference": MARKERS["police_reference"]}
    story = staged("circulating", bars=("Dogwood Homes",), police_reference_held="yes", **told)
    home = home_of("lena")
    form = pages.ANSWERS["send_offer"] | {"address": MARKERS["address"]}
    offering = f"/homes/{home}/offer/{story.profile_id}/"
    # Once wrongly, so that what comes back with an error is kept nowhere either.
    assert client_of("lena").post(offering, form | {"home_is_empty": ""}).status_code == 422
    sent = client_of("lena").post(offering, form)
    assert sent.status_code == 302
    where = sent.headers["Location"]
    plan = pages.ANSWERS["arrange_viewing"] | {"meeting_point": MARKERS["meeting_point"]}
    assert client_of("nadia").post(f"{where}steps/arrange_viewing/", plan).status_code == 302
    for key in READERS:
        assert MARKERS["address"] in client_of(key).get(f"{where}address/").content.decode()
        assert MARKERS["meeting_point"] in client_of(key).get(f"{where}viewing/").content.decode()
    assert MARKERS["police_reference"] in client_of("liam").get(f"/decisions/{story.request_id}/").content.decode()
    with as_("clare") as clare:
        opening.ask(clare, story.request_id, at=NOON, what="kept_away", why="The officer asks.")
    assert {name: tables_with(marker) for name, marker in MARKERS.items()} == {name: [] for name in MARKERS}
    as_superuser(f"UPDATE offers_offer SET label = '{MARKERS['address']}'")
    as_superuser(f"UPDATE offers_viewingplan SET plan = '{MARKERS['meeting_point']}'::bytea")
    assert tables_with(MARKERS["address"]) == ["offers_offer"]  # so that one is found
    assert tables_with(MARKERS["meeting_point"]) == ["offers_viewingplan"]
