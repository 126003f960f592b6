"""What a named lead can find out of a request once the landlord has agreed: by its pages, and by opening its steps."""

from __future__ import annotations

import re
from typing import Any

from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.roles import DECIDER
from tests.people import take

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
