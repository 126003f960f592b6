"""Petra keeps the teams of Alder Council."""

from __future__ import annotations

from typing import Any

from reciprocal.accounts.models import InTeam, Team
from tests.people import EVERYBODY, as_

LIAM, PETRA = EVERYBODY["liam"].person_id, EVERYBODY["petra"].person_id


def _team(name: str) -> Team:
    with as_("petra"):
        return Team.objects.get(name=name, ended_at=None)


def _people(team: Team) -> set[Any]:
    with as_("petra"):
        return set(InTeam.objects.filter(team=team, left_at=None).values_list("person_id", flat=True))


def test_she_sees_her_own_teams_and_who_is_in_them(client_of: Any) -> None:
    page = client_of("petra").get("/teams/").content.decode()
    assert "Whoever is in no team is kept out whenever a team is." in page
    assert "Liam" in page
    assert "Repairs" not in page  # a team of Dogwood Homes
    assert "You have no teams." not in page


def test_she_adds_one_renames_it_and_removes_it(client_of: Any) -> None:
    petra = client_of("petra")
    assert "Enter the name of the team" in petra.post("/teams/add/", {"name": ""}).content.decode()
    assert petra.post("/teams/add/", {"name": "Voids", "people": [str(LIAM)]})["Location"] == "/teams/"
    voids = _team("Voids")
    assert _people(voids) == {LIAM}
    petra.post(f"/teams/{voids.pk}/", {"name": "Empty homes", "people": []})
    assert (_team("Empty homes").pk, _people(voids)) == (voids.pk, set())
    assert "in no team then" in petra.get(f"/teams/{voids.pk}/remove/").content.decode()
    petra.post(f"/teams/{voids.pk}/remove/")
    assert "Empty homes" not in petra.get("/teams/").content.decode().split("</h1>")[1]
    assert petra.get(f"/teams/{voids.pk}/").status_code == 404


def test_two_teams_do_not_have_one_name(client_of: Any) -> None:
    answer = client_of("petra").post("/teams/add/", {"name": "Lettings", "people": []})
    assert answer.status_code == 422
    assert "You have a team of that name." in answer.content.decode()


def test_she_cannot_put_herself_into_a_team_nor_anybody_else_s_people(client_of: Any) -> None:
    lettings, bart = _team("Lettings"), EVERYBODY["bart"].person_id
    petra = client_of("petra")
    page = petra.get(f"/teams/{lettings.pk}/").content.decode()
    assert str(PETRA) not in page
    for person in (PETRA, bart):
        assert petra.post(f"/teams/{lettings.pk}/", {"name": "Lettings", "people": [str(person)]}).status_code == 422
    assert _people(lettings) == {EVERYBODY["alder_lettings"].person_id}


def test_nobody_else_finds_her_teams(client_of: Any) -> None:
    lettings = _team("Lettings")
    for key in ("liam", "alder_lettings", "dogwood_manager", "clare", "max"):
        client = client_of(key)
        for where in (f"/teams/{lettings.pk}/", f"/teams/{lettings.pk}/remove/"):
            assert client.get(where).content == client.get("/nowhere/").content
            assert client.post(where, {"name": "Ours"}).status_code == 404
    assert _team("Lettings").pk == lettings.pk
