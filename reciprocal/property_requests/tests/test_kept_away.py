"""Nadia says who must be kept away; only Clare can read it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string

from reciprocal.accounts.models import Team
from reciprocal.notifications.models import Notice
from reciprocal.partners.models import Organisation
from reciprocal.property_requests import actions
from reciprocal.property_requests.models import Bar, Conflict
from reciprocal.property_requests.questions import BY_KEY
from reciprocal.property_requests.questions_lists import Asking, partners_to_keep_away
from reciprocal.property_requests.tests.filling import ALDER, page, question, send, step, words
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Group
from tests.people import EVERYBODY, NOON, as_, organisation_id, request_row, take

DOGWOOD = str(organisation_id("Dogwood Homes"))
QUESTION = next(one for one in BY_KEY["kept_away"].questions if one.name == "conflict_partners")
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
    assert "Choose at least one partner, team or person" in words(answer)
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
    assert answer["Location"] == f"{page(draft)}now/kept_away/"
    shown = words(nadia.get(answer["Location"]))
    assert "The coordinator will ring you before anything is sent to it." in shown
    assert client_of("nadia").get(answer["Location"]).status_code == 404  # only in the session in which it was typed
    take(draft, "submit", now.at)
    clare = client_of("clare")
    assert "Look Kept away: Alder Council is the landlord and is kept away." in words(clare.get(page(draft)))
    asked = clare.post(f"{page(draft)}steps/seek_approval/")
    assert asked.status_code == 409
    assert "Ring the officer before anything is sent." in words(asked)
    assert client_of("liam").get(f"/decisions/{draft.request_id}/").status_code == 404


def test_not_being_sure_has_to_be_settled_first(client_of: Any, staged: Any) -> None:
    story, clare = staged("submitted", kept_away="not_sure"), client_of("clare")
    text = words(clare.get(page(story)))
    assert "Look Kept away: The officer is not sure." in text
    refused = clare.post(step(story, "seek_approval"))
    assert refused.status_code == 409
    assert "Ring the officer about who is kept away, then say how it was settled." in words(refused)
    empty = clare.post(step(story, "settle_kept_away"), {"reason": ""})
    assert "Enter what you agreed with the officer" in words(empty)
    settled = clare.post(step(story, "settle_kept_away"), {"reason": "Nobody works there."}, follow=True)
    assert "In order Kept away: Settled with the officer" in words(settled)
    assert clare.post(step(story, "seek_approval")).status_code == 302
    with as_("clare"):
        row = Conflict.objects.get(request_id=story.request_id)
    assert (row.settles, b"Nobody works there" in bytes(row.reason)) == (True, False)


def test_a_team_and_a_person_with_an_account_are_kept_away_at_once(client_of: Any, staged: Any, now: Any) -> None:
    draft, nadia, clare = staged("draft"), client_of("nadia"), client_of("clare")
    with as_("nadia"):
        rehousing = Team.objects.get(organisation_id=ALDER, name="Rehousing")
    named = {
        "kept_away": "yes",
        "conflict_teams": [str(rehousing.pk)],
        "conflict_people": "Bart@dogwood-homes.example",
        "conflict_reason": "A cousin works there.",
    }
    assert "Rehousing" in words(nadia.get(question(draft, "kept_away")))
    assert send(nadia, question(draft, "kept_away"), named).status_code == 302
    again = nadia.get(question(draft, "kept_away")).content.decode()
    assert not any(text in again for text in ("bart@", "cousin"))
    take(draft, "submit", now.at)
    text = words(clare.get(page(draft)))
    assert "A team: Rehousing, Alder Council" in text
    assert "A person: Bart" in text
    assert "cousin" not in text
    assert "Bart" not in words(nadia.get(page(draft)))


def test_a_person_in_whom_no_account_is_found_stops_at_the_coordinator(client_of: Any, staged: Any, now: Any) -> None:
    draft, nadia, clare = staged("draft"), client_of("nadia"), client_of("clare")
    named = {"kept_away": "yes", "conflict_people": "The cousin who mends boilers at Dogwood"}
    assert send(nadia, question(draft, "kept_away"), named).status_code == 302
    take(draft, "submit", now.at)
    assert _barred(draft) == []
    assert "The officer described a person. Ring them before you ask the landlord" in words(clare.get(page(draft)))
    settles = words(clare.get(step(draft, "settle_kept_away")))
    assert "The person they described The cousin who mends boilers at Dogwood" in settles
    assert clare.post(step(draft, "seek_approval")).status_code == 409
    assert "boilers" not in words(nadia.get(page(draft)))
    with as_("clare"):
        row = Conflict.objects.get(request_id=draft.request_id)
    assert b"boilers" not in bytes(row.person or b"")
    clare.post(step(draft, "settle_kept_away"), {"reason": "Nobody of that kind works there."})
    assert clare.post(step(draft, "seek_approval")).status_code == 302


def test_an_officer_cannot_keep_herself_away(client_of: Any, staged: Any) -> None:
    named = {"kept_away": "yes", "conflict_people": "nadia@lantern-support.example"}
    answer = send(client_of("nadia"), question(staged("draft"), "kept_away"), named)
    assert answer.status_code == 422
    assert "somebody who speaks for the household" in words(answer)


def test_the_landlord_is_not_asked_where_everybody_who_decides_is_kept_away(client_of: Any, staged: Any) -> None:
    """Liam is the only named lead of Alder Council."""
    story, clare = staged("submitted"), client_of("clare")
    with as_("clare") as actor:
        actions.keep_away(actor, story.request_id, at=NOON, person_id=EVERYBODY["liam"].person_id)
    refused = clare.post(step(story, "seek_approval"))
    assert refused.status_code == 409
    assert "Everybody who decides for the landlord is kept away" in words(refused)


def test_nothing_can_be_settled_where_nothing_waits(client_of: Any, staged: Any) -> None:
    story, clare = staged("submitted"), client_of("clare")
    refused = clare.post(step(story, "settle_kept_away"), {"reason": "Nobody works there."})
    assert refused.status_code == 409
    assert "Nothing about who is kept away waits for you." in words(refused)


@pytest.mark.parametrize(
    ("answers", "notice"),
    [
        ({"kept_away": "not_sure"}, "before_next_step"),
        ({"conflict_people": "Somebody in voids", "bars": ("Fir Homes",)}, "before_next_step"),
        ({"bars": ("Alder Council",)}, "before_next_step"),
        ({"partner_connected": "not_sure"}, "act_today"),
    ],
    ids=["not sure who", "a person who is not found", "the own landlord", "a partner who may be connected"],
)
def test_the_coordinator_is_told_that_a_call_comes_first(staged: Any, answers: dict[str, Any], notice: str) -> None:
    told = [_notices(staged("submitted", **given)) for given in (answers, {"bars": ("Fir Homes",)})]
    assert [(notice in keys) for keys in told] == [True, False]


def _notices(story: Any) -> list[str]:
    with as_("clare"):
        return list(Notice.objects.filter(request_id=story.request_id).values_list("key", flat=True))


def test_many_partners_are_folded_by_letter_and_what_is_ticked_stands_open() -> None:
    names = [f"{letter}{number} Homes" for letter in "ABCDM" for number in range(6)]
    landlords = [Organisation(name=name) for name in reversed(names)]
    groups = partners_to_keep_away(Asking({}, landlords=landlords))
    shown = [(one.label, [option.label for option in one.options]) for one in groups if isinstance(one, Group)]
    assert shown == [
        ("Names from A to B", names[:12]),
        ("Names from C to D", names[12:24]),
        ("Names with M", names[24:]),
    ]
    chosen = str(next(one.pk for one in landlords if one.name == "M3 Homes"))
    asked = replace(QUESTION, options=groups, shown_when=None)
    html = render_to_string(
        "ui/fields/choices.html", {"field": form_for([asked], None, {asked.name: [chosen]})[asked.name]}
    )
    assert [" open" in tag for tag in re.findall(r"<details[^>]*>", html)] == [False, False, True]


def test_a_few_partners_are_a_plain_list(client_of: Any, staged: Any) -> None:
    assert "rec-fold" not in client_of("nadia").get(question(staged("draft"), "kept_away")).content.decode()
