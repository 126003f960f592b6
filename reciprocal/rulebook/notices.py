"""The notices of the scheme: a reference, a verb, a date and a link, and nothing about a household, place or landlord.

An offer, a proposed decline and any other update read the same, so that a mail on a screen tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NEEDS_YOU: Final = "something needs you"
UPDATE: Final = "an update"
REMINDER: Final = "reminder"
OVERDUE: Final = "overdue"
ACT_TODAY: Final = "act today"
# The only subjects of a mail about a request. What is about a list, a statement or an account carries no reference.
SUBJECTS: Final = (NEEDS_YOU, UPDATE, REMINDER, OVERDUE, ACT_TODAY)

_END: Final = "{scheme_short}. Questions: {phone}, {hours}. Do not reply with details of anyone.\n"
FRAME: Final = "Hello,\n\n{line}\n\nSign in: {link}\n\n{due_line}" + _END
ACCOUNT_FRAME: Final = "Hello,\n\n{line}\n\n" + _END


@dataclass(frozen=True)
class Notice:
    """One notice: its subject, its one line, and the line with a date where there is one.

    `{ref}` is the reference by which this reader knows the request, `{due}` the day by which something is due on the
    reader's own page, `{date}` and `{month}` the day that the notice is about. Whoever takes a step is not told of it,
    except where `to_who_acts`. `when` says what makes it go, where no step of the lifecycle table names it.
    """

    key: str
    subject: str
    line: str
    due_line: str = ""
    to_who_acts: bool = False
    when: str = ""

    @property
    def whole_subject(self) -> str:
        """The subject of the mail, with the reference before it where the notice is about a request."""
        return f"{{ref}}: {self.subject}" if self.subject in SUBJECTS else self.subject


@dataclass(frozen=True)
class AccountMail:
    """One mail about an account. It may go to somebody who has none yet."""

    key: str
    subject: str
    line: str


def _by_key(*notices: Notice) -> dict[str, Notice]:
    return {notice.key: notice for notice in notices}


NOTICES: Final[dict[str, Notice]] = _by_key(
    Notice("received", UPDATE, "We have received {ref}. You do not need to do anything now.", to_who_acts=True),
    Notice("to_check", NEEDS_YOU, "{ref} is ready for you to check.", "Due {due}."),
    Notice("needs_answer", NEEDS_YOU, "{ref} needs an answer from you.", "Answer by {due}."),
    Notice("second_look", NEEDS_YOU, "{ref} needs an answer from you.", "Answer by {due}."),
    Notice("answered", NEEDS_YOU, "{ref} has been answered.", "Due {due}."),
    Notice(
        "to_decide",
        NEEDS_YOU,
        "{ref} needs an answer from your organisation.",
        "Answer by {due}. A colleague can answer too.",
    ),
    Notice("next_step", NEEDS_YOU, "{ref} is ready for your next step.", "Due {due}."),
    Notice("update", UPDATE, "There is an update on {ref}."),
    Notice("act_today", ACT_TODAY, "{ref} needs you today."),
    Notice("call_today", ACT_TODAY, "{ref} needs you today.", "Call {phone} if you cannot sign in."),
    Notice(
        "before_next_step",
        ACT_TODAY,
        "{ref} needs you before the next step.",
        when="A request is sent whose officer is not sure whether anyone should be kept away, or who named a team, a "
        "person or the applicant's own landlord.",
    ),
    Notice(
        "sealed_asked",
        NEEDS_YOU,
        "{ref} needs a decision from you.",
        when="The coordinator asks to see a sealed fact. Another coordinator or a scheme manager decides.",
    ),
    Notice("nobody_speaks", ACT_TODAY, "{ref} has nobody to speak for it."),
    Notice("stopped", ACT_TODAY, "{ref} has stopped. Check that nothing is left open."),
    Notice("changed_hands", NEEDS_YOU, "{ref} has changed hands."),
    # About the own organisation: no reference.
    Notice("statement", "Your statement: an update", "There is an update on your organisation's statement."),
    Notice(
        "statement_ready",
        "Your statement is ready",
        "Your statement for {month} is ready.",
        "Agree or dispute by {due}.",
        when="A month has ended in which the pot changed.",
    ),
    Notice(
        "statement_line",
        "Your statement: an update",
        "There is an update on a line of your statement.",
        when="A line is disputed, or the dispute is answered.",
    ),
    Notice(
        "home_check",
        "Your list: something needs you",
        "A home on your list needs a check.",
        when="The day until which a home is held has passed.",
    ),
    Notice(
        "home_news",
        "Your list: an update",
        "There is news for a home on your list.",
        when="A request is circulated that fits a home on the list; once a day at most.",
    ),
    Notice(
        "check_failed",
        "{scheme_short}: act today",
        "A check has failed. Sign in today.",
        when="The nightly self-check has found something (`./run worker --check-failed`).",
    ),
)

ACCOUNT_MAILS: Final[dict[str, AccountMail]] = {
    mail.key: mail
    for mail in (
        AccountMail(
            "invitation",
            "You are invited to {notice_sender}",
            "{inviter} at {organisation} has asked us to give you access as {role}. Set up your account: {link}. The "
            "link works once, until {date}. You need your work phone or a security key. If you do not expect this, "
            "delete it.",
        ),
        AccountMail(
            "register",
            "Confirm your work e-mail",
            "Somebody asked for access with this address. If it was you, confirm: {link}. It works once, for 24 "
            "hours. If not, do nothing.",
        ),
        AccountMail(
            "register_known",
            "You already have access",
            "Somebody asked for access with this address, and it already has it. Sign in: {link}. If you have "
            'forgotten how, use "I cannot sign in".',
        ),
        AccountMail(
            "reset",
            "Sign-in help",
            "Somebody asked for help signing in with this address. To choose a new password: {link}. It works once, "
            "for 1 hour. Your second step stays as it is. If it was not you, call {phone}.",
        ),
        AccountMail(
            "new_sign_in",
            "A new sign-in to your account",
            "Your account was used on a new device on {date} at {time}. If it was you, do nothing. If not, call "
            "{phone} now.",
        ),
        AccountMail(
            "second_step_changed",
            "Your second step was changed",
            "The second step of your sign-in was changed on {date}. If it was not you, call {phone} now.",
        ),
        AccountMail(
            "phone_changed",
            "Your work phone was changed",
            "The work phone that we hold for you was changed on {date}. If it was not you, call {phone} now.",
        ),
        AccountMail(
            "many_tries",
            "Tries to sign in with your address",
            "Somebody tried many times to sign in with this address. You can sign in as usual. If it was not you, "
            "call {phone}.",
        ),
        AccountMail(
            "idle",
            "Do you still need access?",
            "You have not signed in since {date}. Sign in by {by} to keep your access.",
        ),
        AccountMail(
            "removed",
            "Your access has ended",
            "Your access as {role} at {organisation} has ended. Anything open was passed to a colleague. Questions: "
            "{phone}.",
        ),
    )
}
