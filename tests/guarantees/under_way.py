"""What is under way when somebody is kept away: the acts of `bars.py`, and the household that they are about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core import mail
from django.test import Client

from reciprocal.circulation import actions as circulation
from reciprocal.notifications import outbox
from reciprocal.notifications.models import Notice
from reciprocal.offers import actions as offers
from reciprocal.workflow.due import day_of
from reciprocal.worklist import digest, mails
from tests.guarantees.scene import BARRED
from tests.people import ADDRESS, EVERYBODY, Now, Story, as_, as_system, declare, request_row, signed_in, tell

BART: Final = "bart@dogwood-homes.example"
_COUNT: Final = "could fit homes like yours"


@dataclass
class Scene:
    """A household that partners read, a home of Bart's beside it and one that he offers, and who looks."""

    story: Story
    home: UUID
    offered: UUID
    now: Now
    bart: Client
    liam: Client
    code: str
    reference: str
    events: list[str] = field(default_factory=list)

    @property
    def profile(self) -> UUID:
        """The profile of Bart's partner."""
        return self.story.profiles[BARRED]

    def shows(self, text: str) -> bool:
        """Whether a page or a mail holds anything of the request."""
        return any(mark in text for mark in (self.code, self.reference, _COUNT))


Act = Callable[[Scene], str]


def open_it(scene: Scene) -> str:
    """Bart opens the profile."""
    return _page(scene.bart.get(f"/profiles/{scene.profile}/"))


def look_for_it(scene: Scene) -> str:
    """Bart looks through his lists."""
    return "".join(_page(scene.bart.get(where)) for where in ("/profiles/", "/worklist/"))


def ask_for_it(scene: Scene) -> str:
    """Bart asks about the code."""
    return _page(scene.bart.post(f"/homes/{scene.home}/code/", {"code": scene.code}), "This home may")


def take_it_away(scene: Scene) -> str:
    """Liam opens the view made for his landlord, which is what he prints and files."""
    return _page(scene.liam.get(f"/decisions/{scene.story.request_id}/"))


def match_it(scene: Scene) -> str:
    """Bart looks who could live in his home."""
    return _page(scene.bart.get(f"/homes/{scene.home}/"))


def mail_it(scene: Scene) -> str:
    """The worker sends what was queued for Bart."""
    with as_system():
        told: dict[str, Any] = {"relation": "offering", "key": "update", "at": scene.now.at}
        told["membership_id"] = EVERYBODY["bart"].membership_id
        outbox.queue([Notice(request_id=scene.story.request_id, **told)])
        return _sent(scene)


def work_on_it(scene: Scene) -> str:
    """The worker makes the list of the week for Bart, and sends it."""
    with as_system():
        digest.queue(scene.now.at)
        return _sent(scene)


def circulate_it(scene: Scene) -> str:
    """Clare circulates the request."""
    with as_("clare") as clare:
        circulation.circulate(clare, scene.story.request_id, at=scene.now.at)
    return ""


def offer_for_it(scene: Scene) -> str:
    """Bart offers his home."""
    day = day_of(scene.now.at)
    with as_("bart") as bart:
        offers.send_offer(
            bart,
            scene.profile,
            scene.offered,
            at=scene.now.at,
            tenancy="ASS_LIFE",
            starts_on=day + timedelta(days=14),
            answer_by=day + timedelta(days=7),
            home_is_empty=True,
            address=ADDRESS,
        )
    return scene.code


ACTS: Final[dict[str, Act]] = {
    "open": open_it,
    "search": look_for_it,
    "ask": ask_for_it,
    "export": take_it_away,
    "match": match_it,
    "mail": mail_it,
    "job": work_on_it,
    "circulate": circulate_it,
    "offer": offer_for_it,
}


# Those that can be done as often as one likes, so that it is seen each time that there was something to see.
PAGES: Final = ("open", "search", "ask", "export", "match")


def scene(state: str, now: Now) -> Scene:
    """Bring a household into a state, and sign in who looks."""
    story = tell(state, now)
    with as_("bart") as bart:
        home = declare(bart, now.at, place="bromley", tenancy="ASS_LIFE")
    row = request_row(story)
    people = signed_in("bart", now), signed_in("liam", now)
    return Scene(story, home, home, now, *people, row.code or "", row.draft_reference)


def _sent(scene: Scene) -> str:
    before = len(mail.outbox)
    outbox.send_due(scene.now.at, mails.write)
    to_bart = [one for one in mail.outbox[before:] if one.to == [BART]]
    return " ".join(f"{one.subject} {one.body}" for one in to_bart)


def _page(answer: Any, mark: str = "") -> str:
    """The words of a page. A form that comes back holds what was typed, so a code shows only beside `mark`."""
    assert answer.status_code in (200, 404), answer.status_code
    text: str = answer.content.decode()
    return text if mark in text else ""
