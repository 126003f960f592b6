"""The home that falls empty: a landlord that owes is asked, and it is kept from households to whom it may be known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from reciprocal.access.guard import RefusedError
from reciprocal.circulation.queries import may_be_offered
from reciprocal.homes import actions
from reciprocal.homes.models import ComingHome, Home
from reciprocal.rulebook.compromised import stopped_reasons
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from tests.forms import form_of
from tests.people import NOON, as_, declare, organisation_id

pytestmark = pytest.mark.django_db
ASKED = "You owe the pot 1. Will a home fall empty?"
WHERE = "/homes/coming/"
YES = {
    "comes_back": "yes",
    "kinds": ["relative"],
    "will_offer": "after_works",
    "ready_on-day": "9",
    "ready_on-month": "3",
    "ready_on-year": "2026",
}
# A tenant of Birch Homes, to whom a home of Alder Council may be offered.
OF_BIRCH = {
    "lead": "birch_lead",
    "landlord_id": organisation_id("Birch Homes"),
    "tenancy_type": "ASS_LIFE",
    "home_place": "newham",
    "safe_places": ["camden", "croydon", "ealing", "bromley", "sutton"],
}


def test_a_landlord_that_owes_is_asked_once_for_each_move(client_of: Any, staged: Any) -> None:
    petra, liam = client_of("petra"), client_of("liam")
    assert "Will a home fall empty?" not in petra.get("/worklist/").content.decode()
    assert "You owe the pot nothing." in petra.get(WHERE).content.decode()
    staged("moved")
    assert ASKED in petra.get("/worklist/").content.decode()
    assert ASKED in liam.get("/worklist/").content.decode()
    page = petra.get(WHERE).content.decode()
    assert "You owe the pot 1. A home that comes back to you empty could repay one." in page
    answer = petra.post(WHERE, YES, follow=True).content.decode()
    assert "Saved. Your lettings officers find it under Homes, to be declared from 9 March 2026." in answer
    assert ASKED not in answer
    assert ASKED not in liam.get("/worklist/").content.decode()
    staged("moved")
    assert "You owe the pot 2. Will a home fall empty?" in petra.get("/worklist/").content.decode()


def test_not_known_yet_is_asked_again_after_ten_working_days(client_of: Any, staged: Any, now: Any) -> None:
    staged("moved")
    petra = client_of("petra")
    petra.post(WHERE, {"comes_back": "unknown"})
    now.forward(days=13)
    assert ASKED not in petra.get("/worklist/").content.decode()
    now.forward(days=1)
    assert ASKED in petra.get("/worklist/").content.decode()


def test_what_is_missing_gets_its_sentence_and_nothing_is_kept(client_of: Any, staged: Any) -> None:
    staged("moved")
    petra = client_of("petra")
    assert "Select whether it will come back empty" in petra.post(WHERE, {}).content.decode()
    page = petra.post(WHERE, {"comes_back": "yes"}).content.decode()
    assert "Select whether you will offer it" in page
    page = petra.post(WHERE, {"comes_back": "yes", "will_offer": "yes"}).content.decode()
    assert "Select the kinds of household, or select “None”" in page
    assert "Enter the date it will be ready" in page
    with as_("petra"):
        assert not ComingHome.objects.exists()


def test_lettings_find_it_from_its_day_and_declare_it_as_any_home(client_of: Any, staged: Any, now: Any) -> None:
    staged("moved")
    client_of("petra").post(WHERE, YES)
    lettings = client_of("alder_lettings")
    assert "To be declared" not in lettings.get("/homes/").content.decode()
    now.forward(days=6)
    page = lettings.get("/homes/").content.decode()
    assert "A home that is yours, from 9 March 2026." in page
    for word in ("moved", "danger", "relative"):
        assert word not in page
    with as_("alder_lettings"):
        expected = ComingHome.objects.get()
    where = f"/homes/declare/?from={expected.pk}"
    form = form_of(lettings.get(where).content.decode())
    assert (form["ready_from-day"], form["ready_from-month"]) == ("9", "3")
    assert lettings.post(where, form | {"bedrooms": "2", "floor": "1", "rent": "140"}).status_code == 302
    assert "To be declared" not in lettings.get("/homes/").content.decode()
    with as_("alder_lettings"):
        assert Home.objects.get().came_from_id == expected.pk
    for key in ("lena", "bart", "clare", "nadia"):
        with as_(key):
            assert not ComingHome.objects.exists()


@pytest.mark.parametrize(
    ("kinds", "fits"),
    [
        (["none"], "DA HATE SYV OCS"),
        (["relative"], "HATE SYV"),
        (["gangs", "hate"], "DA"),
        (["every"], ""),
        (["unknown"], ""),
    ],
)
def test_it_is_not_offered_to_whom_it_may_be_known(staged: Any, kinds: list[str], fits: str) -> None:
    staged("moved")
    profiles = {}
    for reason in ("DA", "HATE", "SYV", "OCS"):
        more = {"unsafe_places": ["hackney"], "area_assessed": "yes", "support_confirmed": "yes", "risk_managed": "yes"}
        story = staged("circulating", primary_reason=reason, **OF_BIRCH, **(more if reason == "SYV" else {}))
        profiles[reason] = story.profiles["Alder Council"]
    with as_("petra") as petra:
        said: dict[str, Any] = {"kinds": kinds, "will_offer": "yes", "ready_on": day_of(NOON)}
        actions.tell_of_coming(petra, at=NOON, comes_back="yes", **said)
    with as_("alder_lettings") as actor:
        home = declare(actor, NOON, place="camden", came_from=ComingHome.objects.get())
        may = may_be_offered(home)
        assert {reason for reason, profile in profiles.items() if profile in may} == set(fits.split())
        assert may_be_offered(declare(actor, NOON, place="camden")).keys() == set(
            profiles.values()
        )  # any other home is free


def test_another_reason_beside_the_first_stops_it_too(staged: Any) -> None:
    staged("moved")
    story = staged("circulating", primary_reason="HATE", other_reasons=["DA"], **OF_BIRCH)
    with as_("petra") as petra:
        said: dict[str, Any] = {"kinds": ["relative"], "will_offer": "yes", "ready_on": date(2026, 3, 3)}
        actions.tell_of_coming(petra, at=NOON, comes_back="yes", **said)
    with as_("alder_lettings") as actor:
        home = declare(actor, NOON, place="camden", came_from=ComingHome.objects.get())
        assert story.profiles["Alder Council"] not in may_be_offered(home)


def test_every_reason_of_the_scheme_is_stopped_by_something() -> None:
    reasons = {reason.code for reason in current().reasons}
    assert stopped_reasons(["relative", "gangs", "hate"], reasons) == reasons
    assert stopped_reasons(["none"], reasons) == stopped_reasons([], reasons) == frozenset()
    assert "OCS" in stopped_reasons(["hate"], reasons)  # nobody knows from whom its danger comes


def test_no_more_homes_are_told_of_than_tenants_moved(client_of: Any, staged: Any) -> None:
    """Each is kept from the kinds of households that its landlord names: many would tell who moves for which reason."""
    petra = client_of("petra")
    refused = "You have told us of a home for each of your tenants who moved."
    assert refused in petra.post(WHERE, YES).content.decode()
    staged("moved")
    assert petra.post(WHERE, YES).status_code == 302
    answer = petra.post(WHERE, YES | {"kinds": ["hate"]})
    assert (answer.status_code, refused in answer.content.decode()) == (409, True)
    with as_("petra"):
        assert ComingHome.objects.count() == 1
    assert petra.post(WHERE, {"comes_back": "no"}).status_code == 302
    staged("moved")
    assert petra.post(WHERE, YES).status_code == 302


def test_nor_on_any_other_way_or_many_at_once(staged: Any) -> None:
    """The limit stands in the database, whoever asks and however."""
    staged("moved")
    with as_("petra") as petra:
        said: dict[str, Any] = {"comes_back": "yes", "will_offer": "yes", "ready_on": day_of(NOON)}
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            ComingHome.objects.bulk_create(ComingHome(organisation_id=petra.organisation, **said) for _ in range(2))
        actions.tell_of_coming(petra, at=NOON, **said)
        with pytest.raises(RefusedError, match="a home for each of your tenants who moved"):
            actions.tell_of_coming(petra, at=NOON, **said)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            ComingHome(organisation_id=petra.organisation, **said).save(force_insert=True)
        actions.tell_of_coming(petra, at=NOON, comes_back="no")
        assert ComingHome.objects.count() == 2


def test_a_stranger_does_not_learn_whether_tenants_of_a_landlord_moved(staged: Any) -> None:
    staged("moved")
    answers = {}
    for who in ("petra", "lena", "bart", "clare"):
        with as_(who), connection.cursor() as cursor:
            cursor.execute("SELECT homes_may_tell_of(%s, 'yes')", [organisation_id("Alder Council")])
            answers[who] = cursor.fetchone()[0]
    assert answers == {"petra": True, "lena": False, "bart": False, "clare": False}
