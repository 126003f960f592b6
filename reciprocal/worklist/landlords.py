"""What waits for those who answer for a landlord: its decisions, and what the pot asks of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.ledger import queries as pot
from reciprocal.property_requests.approvals import all_asked_again, corrected
from reciprocal.property_requests.chase import landlord_is_late
from reciprocal.property_requests.models import Approval
from reciprocal.ui.words import long_date, month_year
from reciprocal.workflow.due import day_of
from reciprocal.worklist.calls import coming_home
from reciprocal.worklist.rows import Item, item_of

MORE_ABOUT_A_LINE = "The coordinator asks for more about a line that you disputed"


def named_lead(actor: Actor, today: date) -> list[Item]:
    """List what a named lead has to decide, what they wait for, and what the pot asks."""
    states = {"deciding": "awaiting_landlord", "declining": "decline_proposed", "asked": "information_needed"}
    found = []
    again = corrected()
    for approval in Approval.objects.filter(status__in=states).select_related("declined_by"):
        state = states[approval.status]
        item = item_of(
            "request",
            state,
            actor.role,
            approval.draft_reference,
            reverse("decision", args=[approval.pk]),
            approval,
            today,
        )
        if said := _what_happened(approval, again, today):
            item = replace(item, sentence=said)
        # Until the officer's time to correct the facts is over, there is nothing to decide.
        item = replace(item, say_url=_say_url(approval, actor, today))
        waits = approval.status == "declining" and approval.due_on is not None and today <= approval.due_on
        found.append(replace(item, mine=False) if waits else item)
    return found + _asked_again(today) + _of_the_pot(actor, today)


def _say_url(approval: Approval, actor: Actor, today: date) -> str:
    """Where whoever decides says where a late decision stands; nobody who took the first one does."""
    before = approval.declined_by
    if not landlord_is_late(approval, today) or (before and before.person_id == actor.person):
        return ""
    return reverse("request_step", kwargs={"id": approval.pk, "key": "landlord_says"})


def _what_happened(approval: Approval, again: dict[UUID, date], today: date) -> str:
    """Say why a decision is due again: the panel has met, or the officer has corrected the facts since."""
    if approval.status != "deciding":
        return ""
    met, since = approval.panel_on, again.get(approval.pk)
    if met and met < today and (since is None or since < met):
        return f"Your panel met on {long_date(met)}. Record the decision"
    return "The officer has corrected facts. Decide again" if since else ""


def _asked_again(today: date) -> list[Item]:
    """What the landlord agreed to and has changed, or is in question."""
    sentence = "What you agreed to has changed, or is in question. Say whether you still agree"
    return [
        Item(one.draft_reference, sentence, reverse("decision", args=[one.pk]), "Look", None,
             day_of(one.asked_again_at) if one.asked_again_at else today, True)
        for one in all_asked_again()
    ]  # fmt: skip


def _of_the_pot(actor: Actor, today: date) -> list[Item]:
    return _statement(actor, today) + [
        Item("Pot", one.sentence, one.url, "Answer", None, one.since, True) for one in coming_home(actor, today)
    ]


def _statement(actor: Actor, today: date) -> list[Item]:
    """The newest statement of the actor's landlord, until somebody there agrees or the day for it has passed."""
    asked = [
        Item("Statement", MORE_ABOUT_A_LINE, reverse("statement_dispute"), "Answer", None, dispute.sent_at.date(), True)
        for dispute in pot.asked_for_more(actor.organisation)
    ]
    ready = pot.ready(actor.organisation, today)
    if ready is None or not ready.may_agree:
        return asked
    sentence = f"Your statement for {month_year(ready.month)} is ready"
    since = today.replace(day=1)
    return [*asked, Item("Statement", sentence, reverse("statement"), "Check statement", ready.answer_by, since, True)]


def partner_manager(actor: Actor, today: date) -> list[Item]:
    """List what a manager has to look at again because nobody else can, and what the pot asks."""
    # The database shows a manager only what no other named lead can look at again.
    waiting = Approval.objects.filter(status__in=("deciding", "declining")).select_related("declined_by")
    looks = [
        Item(one.draft_reference, "Second look asked for", reverse("decision", args=[one.pk]), "Look", one.due_on,
             one.second_look_on or today, True, say_url=_say_url(one, actor, today))
        for one in waiting
    ]  # fmt: skip
    return looks + _of_the_pot(actor, today)
