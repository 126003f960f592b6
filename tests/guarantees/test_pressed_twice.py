"""Every step, pressed twice on one page: it is taken once, and the second press leads where the first one led."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client, override_settings

from reciprocal.rulebook.lifecycle import STEPS
from tests.database import speak_as
from tests.guarantees import matrix, pages
from tests.guarantees.scene import Scene, scene_of_x
from tests.people import Now

pytestmark = pytest.mark.django_db

ClientOf = Callable[[str], Client]
# Every step of a person, by each who may take it, in the first moment in which they may.
PRESSED = [(step, who, moments.split()[0]) for step, takers in matrix.STEPS.items() for who, moments in takers.items()]
# Sent again, these act again where nothing watches over it: the state stays, or there is something new each time.
ACT_AGAIN = ("start_request", "review", "ask_time", "declare_home", "change_band")
# Not one step, but the way to the pages on which the change is made.
NO_EVENT = ("change_request",)
# The page on which the form stood.
TOKEN = {"csrfmiddlewaretoken": "a" * 64}


@pytest.mark.parametrize(("step", "who", "moment"), PRESSED)
def test_a_step_is_taken_once(step: str, who: str, moment: str, now: Now, client_of: ClientOf) -> None:
    assert twice(step, who, scene_of_x(moment, now), now, client_of) == (0 if step in NO_EVENT else 1)


def test_every_step_that_a_person_takes_is_pressed() -> None:
    assert {step for step, _, _ in PRESSED} == set(STEPS) - set(matrix.BY_THE_SERVICE)


@pytest.mark.parametrize("step", ACT_AGAIN)
def test_without_the_watch_it_is_taken_twice(step: str, now: Now, client_of: ClientOf) -> None:
    ((who, moments), *_) = matrix.STEPS[step].items()
    with override_settings(ONCE="tests.guarantees.test_pressed_twice.unwatched"):
        assert twice(step, who, scene_of_x(moments.split()[0], now), now, client_of) == 2


def test_from_a_page_opened_anew_it_is_another_act(now: Now, client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    first, second = (nadia.post("/requests/new/", {"csrfmiddlewaretoken": page * 64}) for page in "ab")
    assert first["Location"] != second["Location"]


def test_what_came_back_with_a_sentence_can_be_sent_again(now: Now, client_of: ClientOf) -> None:
    scene = scene_of_x("draft", now)
    where, nothing = f"/homes/{scene.home_id}/steps/hold_longer/", TOKEN
    lena = client_of("lena")
    for _ in range(2):
        answer = lena.post(where, nothing)
        assert answer.status_code == 422
        assert "Enter the new date" in answer.content.decode()


def test_what_somebody_else_sends_is_theirs(now: Now, client_of: ClientOf) -> None:
    answers = pages.ANSWERS["declare_home"] | TOKEN
    lena, bart = (client_of(who).post("/homes/declare/", answers) for who in ("lena", "bart"))
    assert lena.status_code == 302
    assert bart.status_code != 302 or bart["Location"] != lena["Location"]


def twice(step: str, who: str, scene: Scene, now: Now, client_of: ClientOf) -> int:
    """Press twice; say how often the step is in the log. Both presses have to lead to the same page."""
    client, where = client_of(who), pages.address(step, scene)
    assert where is not None
    with pages.ready_for(step, scene, now):
        before = acts()
        answers = pages.answers(step, who, scene) | TOKEN
        first, second = client.post(where, answers), client.post(where, answers)
    assert (first.status_code, second.status_code) == (302, 302), second.content.decode()
    if step not in ACT_AGAIN or acts()[step] - before[step] == 1:
        assert second["Location"] == first["Location"]
    return acts()[step] - before[step]


def acts() -> Counter[str]:
    """How often each act is in the log."""
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")
        cursor.execute("SELECT event, count(*) FROM audit_entry WHERE kind = 'act' GROUP BY event")
        found = Counter(dict(cursor.fetchall()))
    speak_as(connection, "web")
    return found


def unwatched(request: object, actor: object, answer: Callable[[], object]) -> object:
    """Answer everything, as if nobody pressed twice."""
    return answer()
