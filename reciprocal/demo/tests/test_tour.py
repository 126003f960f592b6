"""A newcomer takes the tour: each stop is a page of one of the cast, with what to look at above it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from reciprocal.demo.tour import STOPS


def test_the_first_page_leads_to_the_tour_and_the_tour_to_its_first_stop(client_of: Any) -> None:
    newcomer = client_of("nobody")
    assert 'href="/tour/"' in newcomer.get("/").content.decode()
    page = newcomer.get("/tour/").content.decode()
    assert "Start the tour" in page
    for stop in STOPS:
        assert stop.title.replace("'", "&#x27;") in page


def test_each_stop_opens_as_whoever_stands_there_and_leads_to_the_next(client_of: Any, staged: Any) -> None:
    staged("circulating")
    newcomer = client_of("nobody")
    for number, stop in enumerate(STOPS, 1):
        answer = newcomer.post(f"/tour/{number}/", follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, stop.address
        assert answer.redirect_chain == [(reverse(stop.address), 302)]
        assert f"Tour, stop {number} of {len(STOPS)}" in page
        assert f"You are {stop.player.name}," in page
        assert (f'action="/tour/{number + 1}/"' in page) == (number < len(STOPS))


def test_it_stands_above_every_page_until_it_is_left(client_of: Any) -> None:
    newcomer = client_of("nobody")
    newcomer.post("/tour/2/")
    assert "Tour, stop 2" in newcomer.get("/requests/").content.decode()
    assert "Tour, stop" not in newcomer.post("/tour/0/", follow=True).content.decode()
    assert "Tour, stop" not in newcomer.get("/worklist/").content.decode()


def test_stepping_in_by_oneself_leaves_it_too(client_of: Any) -> None:
    newcomer = client_of("nobody")
    newcomer.post("/tour/2/")
    assert "Tour, stop" not in newcomer.post("/step-in/lena/", follow=True).content.decode()


def test_outside_the_demonstration_there_is_no_tour(client_of: Any, settings: Any) -> None:
    settings.DEMO = False
    newcomer = client_of("nobody")
    assert newcomer.get("/tour/").status_code == 404
    assert newcomer.post("/tour/1/").status_code == 404
    assert newcomer.post(f"/tour/{len(STOPS) + 1}/").status_code == 404
