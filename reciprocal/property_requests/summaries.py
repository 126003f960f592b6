"""A request in words, for its own side: the answers by section, what was asked, and what is to be looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from reciprocal.property_requests import questions
from reciprocal.property_requests.models import Bar, Decision, InformationAsked, PropertyRequest
from reciprocal.property_requests.queries import answers_of, places_of, values_of
from reciprocal.property_requests.questions_lists import Asking
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


def sections(row: PropertyRequest, reader: str, *, open_unsafe: bool = False, change: str = "") -> list[dict[str, Any]]:
    """Give the answers by section, for the officer or the coordinator.

    Args:
        row: the request, read whole.
        reader: "officer" or "scheme".
        open_unsafe: whether the unsafe places are written out; opening them is a look of its own.
        change: where a change leads back to; empty where nothing can be changed.
    """
    values = values_of(row)
    cover = getattr(row, "cover", None)
    asking = Asking(
        values,
        landlords=[row.landlord] if row.landlord else [],
        colleagues=[cover.membership] if cover else [],
    )
    kept_away = _kept_away(row, reader)
    found = []
    for section in questions.SECTIONS:
        rows: list[Row] = []
        for page in questions.asked(values, section.key):
            read = [q for q in page.questions if q.name != "conflict_partners" and _may_read(q, reader)]
            for question, (label, text) in zip(read, _answers(read, values, asking), strict=True):
                text = {"unsafe_places": _unsafe(row, open_unsafe), "kept_away": kept_away}.get(question.name, text)
                url = f"{reverse('request_question', args=[row.pk, page.key])}?to={change}" if change else ""
                rows.append({"label": label, "text": text, "url": url})
        if rows:
            found.append({"heading": section.label, "key": section.key, "rows": rows})
    return found


def _answers(read: list[Question], values: dict[str, Any], asking: Asking) -> list[tuple[str, str]]:
    pairs = [answers_for([question], values, asking) for question in read]
    return [pair[0] if pair else (question.label, "Not asked") for question, pair in zip(read, pairs, strict=True)]


def _may_read(question: Question, reader: str) -> bool:
    return reader == "officer" or "C" in question.sees.split()


def _unsafe(row: PropertyRequest, opened: bool) -> str:
    return in_words(places_of(row, "unsafe"), current()) if opened else NOT_SHOWN


def _kept_away(row: PropertyRequest, reader: str) -> str:
    if not row.kept_away:
        return "Not answered"
    if reader == "officer":
        return NOT_SHOWN
    names = kept_away_names(row)
    if names:
        return "\n".join(names)
    return {"none": "None known", "not_sure": "The officer is not sure"}.get(row.kept_away, "Nobody is named")


def kept_away_names(row: PropertyRequest) -> list[str]:
    """Name the partners that are kept away. The database shows them to the coordinator alone."""
    bars = Bar.objects.filter(request=row).select_related("organisation").order_by("organisation__name")
    return [bar.organisation.name for bar in bars]


def checks(row: PropertyRequest, today: date) -> list[dict[str, Any]]:
    """List what the coordinator looks at before the landlord is asked: what, how it stands, and whether it is well."""
    answers, scheme = answers_of(row), current()
    blocks = dict(blocks_submit(answers, today, scheme))
    bars = kept_away_names(row)
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
        _check("Kept away", _conflict(row, bars, landlord), row.kept_away != "not_sure" and landlord not in bars),
        _check(
            "Tenancy held",
            "Owed by a council" if owed else held.get(row.tenancy_held, "Not answered"),
            owed or row.tenancy_held in ("yes", "landlord_notice"),
        ),
        _check("Cover", cover_in_words(row), cover is not None and cover.accepted_at is not None),
        _check("Risk band", f"{BANDS[risk_band(answers, today, scheme)]}, by the rule of {_rule_since(today)}", True),
    ]


def _check(label: str, text: str, well: bool) -> dict[str, Any]:
    return {"label": label, "text": text, "well": well}


def _conflict(row: PropertyRequest, bars: list[str], landlord: str) -> str:
    if landlord in bars:
        return f"{landlord} is the landlord and is kept away. Ring the officer before anything is sent to it"
    if row.kept_away == "not_sure":
        return "The officer is not sure. Ring them before you ask the landlord"
    return ", ".join(bars) or "None known"


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


def asked_and_answered(row: PropertyRequest) -> list[dict[str, str]]:
    """List what was asked of the officer and what they answered, the newest first."""
    landlord = row.landlord.name if row.landlord else "The landlord"
    who = {SCHEME: current().coordinator.organisation, LANDLORD: landlord}
    return [
        {
            "heading": f"{who[asked.asked_by]}, {long_date(asked.asked_at)}",
            "sections": ", ".join(questions.LABELS.get(key, key) for key in asked.sections),
            "message": asked.message,
            "answer": asked.answer,
            "answered": long_date(asked.answered_at) if asked.answered_at else "",
        }
        for asked in InformationAsked.objects.filter(request_id=row.pk).order_by("-asked_at")
    ]


def facts_relied_on(decision: Decision) -> list[Row]:
    """Give the facts on which a landlord would decline, and the officer's correction, as rows."""
    rows = [
        ("Main reason", DECLINES[decision.reason].text),
        ("Facts", decision.facts),
        ("Where they come from", decision.source),
        ("What would change the decision", decision.would_change),
        ("The officer's correction", decision.correction),
    ]
    return [{"label": label, "text": text} for label, text in rows if text]


def proposals_to_decline(request_id: Any) -> list[Decision]:
    """List each time the landlord was minded to decline, the newest first."""
    return list(Decision.objects.filter(request_id=request_id, kind="propose_decline").order_by("-at"))
