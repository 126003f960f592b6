"""The notices of the scheme: a reference and a verb, and nothing about a household, a place or a landlord."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Notice:
    """One notice. An offer, a proposed decline and any other update read the same."""

    key: str
    subject: str
    line: str


NOTICES: Final[dict[str, Notice]] = {
    notice.key: notice
    for notice in (
        Notice("received", "an update", "We have received {ref}. You do not need to do anything now."),
        Notice("to_check", "something needs you", "{ref} is ready for you to check."),
        Notice("needs_answer", "something needs you", "{ref} needs an answer from you."),
        Notice("answered", "something needs you", "{ref} has been answered."),
        Notice("to_decide", "something needs you", "{ref} needs an answer from your organisation."),
        Notice("next_step", "something needs you", "{ref} is ready for your next step."),
        Notice("update", "an update", "There is an update on {ref}."),
        Notice("act_today", "act today", "{ref} needs you today."),
        Notice("stopped", "act today", "{ref} has stopped. Check that nothing is left open."),
        Notice("second_look", "something needs you", "{ref} needs an answer from you."),
        Notice("statement", "an update", "There is an update on your organisation's statement."),
    )
}
