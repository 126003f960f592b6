"""The coordinator lets a landlord in; a manager says where it has homes; nobody else does either."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from reciprocal.access.guard import HiddenError
from reciprocal.audit.models import Entry
from reciprocal.partners import actions
from reciprocal.partners.models import Domain, Organisation
from reciprocal.partners.queries import partners, places_of
from tests.people import Now, as_, organisation_id

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
QUINCE = {
    "name": "Quince Homes",
    "kind": "housing_association",
    "domain": "Quince-Homes.example",
    "places": ["hackney", "newham"],
    "bedroom_rule": "benefit",
}


def test_clare_adds_a_partner_and_goes_on_to_invite_its_manager(client_of: ClientOf, now: Now) -> None:
    clare = client_of("clare")
    answer = clare.post("/partners/add/", QUINCE)
    new = Organisation.objects.get(name="Quince Homes")
    assert answer["Location"] == f"/people/invite/?organisation={new.pk}"
    assert new in partners(now.at.date())
    assert new.bedroom_rule == "benefit"
    assert places_of(new.pk) == {"hackney", "newham"}
    assert Domain.objects.get(organisation=new).name == "quince-homes.example"
    assert (
        "Enter a work e-mail at quince-homes.example"
        in clare.post(
            answer["Location"], {"email": "mia@elsewhere.example", "role": "partner_manager"}
        ).content.decode()
    )
    assert (
        clare.post(answer["Location"], {"email": "mia@quince-homes.example", "role": "partner_manager"}).status_code
        == 302
    )
    with as_("audrey"):
        assert Entry.objects.filter(event="add_partner").exists()


@pytest.mark.parametrize(("differs", "said"), [
    ({"name": "ALDER council"}, "There is an organisation of this name already."),
    ({"domain": "alder-council.example"}, "This e-mail domain belongs to another organisation."),
    ({"domain": "gmail.com"}, "Anybody can have an address at this one"),
    ({"domain": "someone@quince.example"}, "Enter what stands after the @"),
    ({"kind": "coordinator"}, "Select the kind of landlord"),
    ({"bedroom_rule": "own"}, "Select the rules by which it counts bedrooms"),
    ({"places": []}, "Select at least one borough"),
])  # fmt: skip
def test_what_is_wrong_gets_a_sentence_and_nothing_is_saved(
    client_of: ClientOf, differs: dict[str, object], said: str
) -> None:
    page = client_of("clare").post("/partners/add/", {**QUINCE, **differs})
    assert page.status_code == 422
    assert said in page.content.decode().replace("&#x27;", "'")
    assert not Organisation.objects.filter(name="Quince Homes").exists()


def test_petra_says_where_alder_has_homes_and_clare_how_it_counts_bedrooms(client_of: ClientOf) -> None:
    alder = organisation_id("Alder Council")
    assert client_of("petra").post("/places/", {"places": ["hackney"]})["Location"] == "/places/"
    assert places_of(alder) == {"hackney"}
    page = client_of("clare").get(f"/partners/{alder}/")
    assert list(page.context["form"]["places"].raw) == ["hackney"]
    client_of("clare").post(f"/partners/{alder}/", {"places": ["newham"], "bedroom_rule": "benefit"})
    assert places_of(alder) == {"newham"}
    assert Organisation.objects.get(pk=alder).bedroom_rule == "benefit"
    assert client_of("petra").post("/places/", {"places": []}).status_code == 422
    assert places_of(alder) == {"newham"}


def test_about_how_many_homes_it_has_is_said_once_and_stands_in_the_list(client_of: ClientOf) -> None:
    alder = organisation_id("Alder Council")
    assert client_of("petra").post("/places/", {"places": ["hackney"], "homes_band": "10000"}).status_code == 302
    page = client_of("clare").get(f"/partners/{alder}/")
    assert page.context["form"]["homes_band"].raw == "10000"
    assert "Hackney. 1,000 to 9,999 homes" in client_of("clare").get("/partners/").content.decode()
    wrong = client_of("petra").post("/places/", {"places": ["hackney"], "homes_band": "many"})
    assert wrong.status_code == 422
    assert "Select about how many homes" in wrong.content.decode()


def test_the_list_names_places_leads_and_the_rules_of_each(client_of: ClientOf) -> None:
    page = client_of("clare").get("/partners/").content.decode()
    for said in ("Alder Council", "Liam", "None yet"):
        assert said in page


@pytest.mark.parametrize("who", ["nadia", "liam", "lena", "petra", "max", "bart"])
def test_nobody_else_lets_a_landlord_in_or_touches_another(who: str, client_of: ClientOf, now: Now) -> None:
    cedar, before = organisation_id("Cedar Council"), places_of(organisation_id("Cedar Council"))
    client = client_of(who)
    missing = client.get("/nowhere/")
    for address in ("/partners/", "/partners/add/", f"/partners/{cedar}/"):
        answer = client.post(address, QUINCE)
        assert (answer.status_code, answer.content) == (404, missing.content)
    with as_(who):
        for act in (
            lambda: actions.keep_places(cedar, ["hackney"], at=now.at),
            lambda: actions.count_bedrooms(cedar, "benefit", at=now.at),
            lambda: actions.leave(cedar, now.at.date(), at=now.at),
            lambda: actions.add("Quince Homes", "council", "quince.example", "national", ["hackney"], at=now.at),
        ):
            with pytest.raises(HiddenError):
                act()
    assert places_of(cedar) == before


def test_an_agency_is_made_no_partner_by_its_places(client_of: ClientOf, now: Now) -> None:
    lantern = organisation_id("Lantern Support")
    assert client_of("clare").get(f"/partners/{lantern}/").status_code == 404
    with as_("clare"), pytest.raises(HiddenError):
        actions.keep_places(lantern, ["hackney"], at=now.at)
