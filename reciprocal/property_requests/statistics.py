"""What is counted without anything that identifies: enquiries, landlords that were asked for, equality answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from reciprocal.property_requests.models import Enquiry, EqualityAnswer, LandlordWanted, PhoneEnquiry
from reciprocal.workflow.due import day_of


def count_enquiry(exit_key: str, *, at: datetime) -> None:
    """Count that a request ended before it began. The month and the reason are kept, and not whose it was."""
    Enquiry(month=day_of(at).replace(day=1), exit=exit_key).save(force_insert=True)


def count_call(caller: str, about: str, outcome: str, *, at: datetime) -> None:
    """Count that somebody rang. The month is kept and not the day, and nothing that could identify the caller."""
    month = day_of(at).replace(day=1)
    PhoneEnquiry(month=month, caller=caller, about=about, outcome=outcome).save(force_insert=True)


def want_landlord(name: str, *, at: datetime) -> None:
    """Tell the coordinator of a landlord that is no partner. Its name is kept, and not who asked for it."""
    LandlordWanted(name=name, month=day_of(at).replace(day=1)).save(force_insert=True)


def keep_equality(request_id: UUID, answers: Mapping[str, str]) -> None:
    """Keep what the applicant answered about themselves; what was left out is not kept, and what was kept stays."""
    rows = [
        EqualityAnswer(request_id=request_id, question=key, answer=value) for key, value in answers.items() if value
    ]
    EqualityAnswer.objects.bulk_create(rows, ignore_conflicts=True)
