"""A request in words, for its own side: the answers by section, what was asked, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from reciprocal.property_requests import household, kept_away, needs, questions
from reciprocal.property_requests.models import (
    Cover,
    Decision,
    DeclineFact,
    InformationAsked,
    PropertyRequest,
)
from reciprocal.property_requests.queries import NEVER_READ_BACK, answers_of, has_twin, members_of, places_of, values_of
from reciprocal.property_requests.questions_lists import Asking
from reciprocal.property_requests.sections.shared import Repeated
from reciprocal.rulebook.eligibility import blocks_submit, risk_band
from reciprocal.rulebook.places import in_words
from reciprocal.rulebook.reasons import DECLINES
from reciprocal.rulebook.roles import LANDLORD, SCHEME
from reciprocal.rulebook.scheme import current
from reciprocal.ui.answers import NOT_SHOWN, answers_for
from reciprocal.ui.questions import Question
from reciprocal.ui.words import long_date

Row = dict[str, str]
BANDS = {1: "1, not safe tonight", 2: "2, high", 3: "3, otherwise"}


def sections(
    row: PropertyRequest,
    reader: str,
    *,
    named: Sequence[str] = (),
    open_unsafe: bool = False,
    change: str = "",
    leave_out: tuple[str, ...] = (),
    sealed: bool = True,
) -> list[dict[str, Any]]:
    """Give the answers by section, for the officer or the coordinator.

    Args:
        row: the request, read whole.
        reader: "officer" or "scheme".
        named: the names of who is kept away, for the coordinator alone.
        open_unsafe: whether the unsafe places are written out; opening them is a look of its own.
        change: where a change leads back to; empty where nothing can be changed.
        leave_out: questions that are not shown.
        sealed: whether what may not be shown is named as recorded; otherwise it is left out.
    """
    values = values_of(row)
    cover = getattr(row, "cover", None)
    asking = Asking(
        values,
        landlords=[row.landlord] if row.landlord else [],
        colleagues=[cover.membership] if cover else [],
        teams=[],
    )
    own = {"unsafe_places": _unsafe(row, open_unsafe), "kept_away": _kept_away(row, reader, named)}
    found = []
    for section in questions.SECTIONS:
        rows: list[Row] = []
        for page in questions.asked(values, section.key):
            url = f"{reverse('request_question', args=[row.pk, page.key])}?to={change}" if change else ""
            if isinstance(page, Repeated):
                rows += _people(row, page, url)
                continue
            read = [
                q
                for q in page.questions
                if q.name not in (*NEVER_READ_BACK, *leave_out) and _may_read(q, reader) and (sealed or q.on_check)
            ]
            for question in read:
                for label, text in answers_for([question], values, asking):  # none where it was not called for
                    text = own.get(question.name, text)
                    if question.name == "bedrooms" and row.bedrooms is not None and values["adults"]:
                        text = f"{text} ({needs.in_words(values)})"
                    rows.append({"label": label, "text": text, "url": url})
        if rows:
            found.append({"heading": section.label, "key": section.key, "rows": rows})
    return found


def _people(row: PropertyRequest, page: Repeated, url: str) -> list[Row]:
    """Give those who are moving, a row each, with the day on which their ages were true."""
    found = []
    for person in members_of(row, page.one):
        label = "The applicant" if person.relationship == "applicant" else f"{page.one.capitalize()} {person.number}"
        words = household.adult_in_words if page.one == "adult" else household.child_in_words
        text = f"{words(person)} on {long_date(person.as_of)}"
        found.append({"label": label, "text": text[:1].upper() + text[1:], "url": url})
    return found or [{"label": page.title, "text": "Not answered", "url": url}]


def _may_read(question: Question, reader: str) -> bool:
    return reader == "officer" or "C" in question.sees.split()


def _unsafe(row: PropertyRequest, opened: bool) -> str:
    return in_words(places_of(row, "unsafe"), current()) if opened else NOT_SHOWN


def _kept_away(row: PropertyRequest, reader: str, names: Sequence[str]) -> str:
    if not row.kept_away:
        return "Not answered"
    if reader == "officer":
        return NOT_SHOWN
    if names:
        return "\n".join(names)
    return {"none": "None known", "not_sure": "The officer is not sure"}.get(row.kept_away, "Nobody is named")


def checks(row: PropertyRequest, bars: Sequence[str], today: date) -> list[dict[str, Any]]:
    """List what the coordinator looks at before the landlord is asked: what, how it stands, and whether it is well."""
    answers, scheme = answers_of(row), current()
    blocks = dict(blocks_submit(answers, today, scheme))
    landlord = row.landlord.name if row.landlord else ""
    cover = getattr(row, "cover", None)
    held = {
        "yes": "In place",
        "notice": "The tenant has given notice. Ring the officer today",
        "landlord_notice": "The landlord has served notice or is going to court",
        "not_known": "Not known. Ask the officer",
    }
    agreed = f"Agreed on {long_date(row.consent_date)}" if row.consent_date else "Not agreed"
    owed = row.tenancy_route == "owed"
    return [
        _check("Consent", blocks.get("consent_apply") or agreed, "consent_apply" not in blocks),
        _check("Partner", blocks.get("landlord") or f"{landlord} is a partner", "landlord" not in blocks),
        _check("Reason not paused", blocks.get("primary_reason", "Yes"), "primary_reason" not in blocks),
        _check("Kept away", *kept_away.standing(row, bars, landlord)),
        _check(
            "Tenancy held",
            "Owed by a council" if owed else held.get(row.tenancy_held, "Not answered"),
            owed or row.tenancy_held in ("yes", "landlord_notice"),
        ),
        *_twin(row, today),
        _check("Cover", cover_in_words(row), cover is not None and cover.accepted_at is not None),
        _check("Risk band", _band(row, today), True)
        | {"url": reverse("request_step", kwargs={"id": row.pk, "key": "change_band"}), "change": "Change it"},
    ]


def _band(row: PropertyRequest, today: date) -> str:
    said = row.bands.order_by("-at").first()
    if said:
        return f"{BANDS[said.band]}, set by {current().coordinator.organisation} on {long_date(said.at)}: {said.why}"
    return f"{BANDS[risk_band(answers_of(row), today, current())]}, by the rule of {_rule_since(today)}"


def _twin(row: PropertyRequest, today: date) -> list[dict[str, Any]]:
    if current().setting("ask_tenancy_reference", today) != "on":
        return []
    twin = has_twin(row.pk)
    text = "Somebody else has sent one for this tenancy. Ring both officers" if twin else "No other for this tenancy"
    return [_check("Another request", text, not twin)]


def _check(label: str, text: str, well: bool) -> dict[str, Any]:
    return {"label": label, "text": text, "well": well}


def _rule_since(today: date) -> str:
    values = [value for value in current().settings["dash_high"].values if value.since <= today]
    return long_date(values[-1].since)


def cover_in_words(row: PropertyRequest) -> str:
    """Say who covers for the officer, and whether they accepted."""
    cover = getattr(row, "cover", None)
    if cover is None:
        return "Nobody yet"
    name = cover.membership.person.name
    return f"{name}, since {long_date(cover.accepted_at)}" if cover.accepted_at else f"{name}, not accepted yet"


def who_asks(cover: Cover) -> str:
    """Name the colleague who asks for cover."""
    return cover.asked_by.person.name if cover.asked_by else "A colleague"


def asked_and_answered(request_id: Any, landlord: str, by: str = "") -> list[dict[str, str]]:
    """List what was asked of the officer and what they answered, the newest first.

    Args:
        request_id: the request.
        landlord: the name of the applicant's landlord.
        by: the relation of who asked; empty for all that the database shows this reader.
    """
    who = {SCHEME: current().coordinator.organisation, LANDLORD: landlord}
    rows = InformationAsked.objects.filter(request_id=request_id).order_by("-asked_at", "section")
    return [
        {
            "heading": f"{who[asked.asked_by]}, {long_date(asked.asked_at)}",
            "section": questions.LABELS.get(asked.section, asked.section),
            "message": asked.message,
            "answer": asked.cannot and f"I cannot answer this because: {asked.cannot}",
            "answered": long_date(asked.answered_at) if asked.answered_at else "",
        }
        for asked in (rows.filter(asked_by=by) if by else rows)
    ]


def facts_relied_on(decision: Decision, *, quoted: bool = True) -> list[Row]:
    """Give the facts on which a landlord would decline, each with what the officer said of it, as rows.

    Args:
        decision: minded to decline, with its facts.
        quoted: whether the facts are among the rows.
    """
    reason = DECLINES[decision.reason]
    facts = [(f"Fact {fact.place}", _fact(fact)) for fact in decision.facts.all()] if quoted else []
    gone_through = decision.corrected_at and not any(fact.verdict for fact in decision.facts.all())
    rows = [
        ("Main reason", reason.text),
        (f"{reason.asked[:1].upper()}{reason.asked[1:]}", decision.asked),
        *facts,
        ("Where they come from", decision.source),
        ("What would change the decision", decision.would_change),
        ("The officer", "Nothing to correct" if gone_through else ""),
    ]
    return [{"label": label, "text": text} for label, text in rows if text]


def _fact(fact: DeclineFact) -> str:
    said = {"right": "This is right", "wrong": "This is wrong", "changed": "This has changed"}.get(fact.verdict, "")
    return "\n".join(
        text for text in (fact.text, f"The officer: {said}. {fact.correction}".strip() if said else "") if text
    )


def proposals_to_decline(request_id: Any) -> list[Decision]:
    """List each time the landlord was minded to decline, with its facts, the newest first."""
    proposed = Decision.objects.filter(request_id=request_id, kind="propose_decline").order_by("-at")
    return list(proposed.prefetch_related("facts"))
