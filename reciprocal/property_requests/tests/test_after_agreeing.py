"""What a named lead can find out of a request once the landlord has agreed: by its pages, and by opening its steps."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reciprocal.property_requests.models import RequestPlace
from reciprocal.property_requests.tests.filling import ANSWERS, decision, words
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.roles import DECIDER
from tests.people import as_, take

OF_THE_LANDLORD = [key for key, step in STEPS.items() if DECIDER in step.who]
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def test_liam_reads_the_same_at_every_address_wherever_the_request_has_got_to(
    client_of: Any, staged: Any, now: Any
) -> None:
    story, liam = staged("approved"), client_of("liam")
    lists = ["/worklist/", "/decisions/", "/decisions/?show=all", f"/decisions/{story.request_id}/"]
    steps = [f"/requests/{story.request_id}/steps/{key}/" for key in OF_THE_LANDLORD]

    def liam_reads() -> dict[str, tuple[int, bytes]]:
        answers = {where: liam.get(where) for where in (*lists, *steps)}
        answers |= {f"sent to {where}": liam.post(where, {}) for where in steps}
        return {where: (answer.status_code, _TOKEN.sub(b"", answer.content)) for where, answer in answers.items()}

    agreed = liam_reads()
    for step in ("circulate", "send_offer", "accept"):
        take(story, step, now.at)
        read = liam_reads()
        assert [where for where in read if read[where] != agreed[where]] == [], step
    take(story, "record_signing", now.at)
    take(story, "record_start", now.at)
    assert liam_reads() != agreed  # that they moved, and one home is owed, is the landlord's to know


@pytest.mark.parametrize(("question", "answers"), [
    ("unsafe_places", {"unsafe_places": ["croydon", "hackney"]}),
    ("safe_places", {"safe_places": ["bromley", "ealing", "lewisham", "merton", "newham"]}),
    ("bedrooms", {**ANSWERS["bedrooms"], "bedrooms": "3", "bedrooms_why": "A carer sleeps there."}),
    ("highest_floor", {**ANSWERS["highest_floor"], "highest_floor": "ground"}),
])  # fmt: skip
def test_what_changes_afterwards_is_not_copied_for_the_landlord(
    question: str, answers: dict[str, Any], client_of: Any, staged: Any
) -> None:
    """A home in Croydon is on offer. That Croydon is not safe would tell Liam where it was, and that there was one."""
    story, nadia, liam = staged("under_offer"), client_of("nadia"), client_of("liam")
    before = words(liam.get(decision(story)))
    changed = nadia.post(f"/requests/{story.request_id}/changes/{question}/", {**answers, "apply": "yes"})
    assert changed.status_code == 302
    assert words(liam.get(decision(story))) == before


def test_what_it_agreed_to_is_copied_and_nothing_beside_it(client_of: Any, staged: Any) -> None:
    story, nadia, liam = staged("under_offer"), client_of("nadia"), client_of("liam")
    unsafe = {"unsafe_places": ["islington"], "apply": "yes"}
    assert nadia.post(f"/requests/{story.request_id}/changes/unsafe_places/", unsafe).status_code == 302
    with as_("clare"):
        assert RequestPlace.objects.filter(request_id=story.request_id, place="islington", verdict="unsafe").exists()
    girl = {"age": "7", "sex": "female", "lives_there": "always", "own_room": "no", "apply": "yes"}
    nadia.post(f"/requests/{story.request_id}/changes/children/new/", girl)
    seen = words(liam.get(decision(story)))
    assert "girl 7" in seen
    assert "Islington" not in seen
