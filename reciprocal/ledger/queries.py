"""What is read of the pot: a landlord's statement, what was said about it, and all balances for the coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from reciprocal.ledger.models import CORRECTIONS, Agreed, Dispute, Line, Pair
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import month_year


@dataclass(frozen=True)
class Month:
    """One month of a statement: balance before, the lines in the order of their text, balance after.

    `why` are the sentences that explain its corrections, in the order of their text.
    """

    month: date
    before: int
    lines: tuple[tuple[str, int], ...]
    why: tuple[str, ...]
    after: int


@dataclass(frozen=True)
class Ready:
    """The newest statement of a month that is over: until when to answer, and whether it was agreed to as it stands."""

    month: date
    balance: int
    answer_by: date
    agreed: bool
    over: bool

    @property
    def may_agree(self) -> bool:
        """Whether it waits for an answer: nobody agreed to it yet, and silence does not count as agreement yet."""
        return not (self.agreed or self.over)


def statement(organisation_id: UUID) -> list[Month]:
    """Give the statement of one landlord, month by month, the newest first.

    A line shows what happened and one home more or less; never a day, a code, or another landlord.
    """
    months: dict[date, list[Line]] = {}
    for line in Line.objects.filter(organisation_id=organisation_id).order_by("month"):
        months.setdefault(line.month, []).append(line)
    found, balance = [], 0
    for month, lines in months.items():
        shown = [(what_happened(line), line.change) for line in lines if line.kind != "opening"]
        opening = sum(line.change for line in lines if line.kind == "opening")
        if opening:
            shown.append((Line.KINDS["opening"], opening))
        after = balance + sum(change for _, change in shown)
        why = {why_corrected(line) for line in lines if line.kind == "correction"}
        found.append(Month(month, balance, tuple(sorted(shown)), tuple(sorted(why)), after))
        balance = after
    return found[::-1]


def what_happened(line: Line) -> str:
    """Say what a line is, as its landlord reads it in the table of its statement."""
    text = Line.KINDS[line.kind]
    return f"{text} for {month_year(line.about)}" if line.about else text


def why_corrected(line: Line) -> str:
    """Explain a correction in a sentence that says nothing about the other landlord of its pair."""
    assert line.about
    happened = "added" if line.reason == "missing" else "taken back"
    return f"Correction: a line of {month_year(line.about)} is {happened}. {CORRECTIONS[line.reason]}."


def ready(organisation_id: UUID, today: date) -> Ready | None:
    """Give the newest statement that is ready to be agreed to: of the month before this one, where it has lines.

    Args:
        organisation_id: the landlord.
        today: the day by which it is judged what is over.
    """
    first = today.replace(day=1)
    month = workdays.months_after(first, -1)
    lines = Line.objects.filter(organisation_id=organisation_id, month__lte=month)
    found = lines.aggregate(balance=Sum("change"), here=Count("pk", filter=Q(month=month)))
    if not found["here"]:
        return None
    agreed = Agreed.objects.filter(organisation_id=organisation_id, month=month, balance=found["balance"])
    answer_by = workdays.due(first, "statement_days", current())
    return Ready(month, found["balance"], answer_by, agreed.exists(), today > answer_by)


def ready_for(today: date) -> QuerySet[Line, UUID]:
    """List the landlords whose statement of the month before this one has lines."""
    month = workdays.months_after(today.replace(day=1), -1)
    return Line.objects.filter(month=month).order_by().values_list("organisation_id", flat=True).distinct()


def lines_to_dispute(organisation_id: UUID) -> QuerySet[Line]:
    """List the lines of a landlord of which one may be disputed, the newest month first."""
    open_one = Dispute.objects.filter(line=OuterRef("pk"), answer="")
    lines = Line.objects.filter(~Exists(open_one), organisation_id=organisation_id)
    return lines.order_by("-month", "kind", "pk")


def disputes(organisation_id: UUID | None = None) -> QuerySet[Dispute]:
    """List what was disputed, the newest first: of one landlord, or what waits for the coordinator's answer."""
    found = Dispute.objects.select_related("line", "organisation").order_by("-sent_at")
    return found.filter(organisation_id=organisation_id) if organisation_id else found.filter(answer="")


def asked_for_more(organisation_id: UUID) -> list[Dispute]:
    """List the disputes of a landlord of which the coordinator wants to know more, until it writes again."""
    later = Dispute.objects.filter(organisation_id=organisation_id, sent_at__gt=OuterRef("answered_at"))
    return list(disputes(organisation_id).filter(~Exists(later), answer="asked"))


def move_of(line_id: UUID) -> Pair | None:
    """Give the pair of a line where it is that of a move which was not taken back. For the coordinator."""
    pairs = Pair.objects.filter(Q(owes=line_id) | Q(owed=line_id), request_id__isnull=False)
    return pairs.filter(reversed_by__isnull=True).first()


def balance(organisation_id: UUID) -> int:
    """Give a landlord's balance: below zero it owes homes to the pot, above zero the pot owes it."""
    return Line.objects.filter(organisation_id=organisation_id).aggregate(Sum("change"))["change__sum"] or 0


def balances(today: date) -> list[tuple[str, int, int, int]]:
    """List every landlord that the pot knows, who owes most first.

    Each with its name, its balance, and how many of its tenants moved and how many households it housed in the
    twelve months before today, without what was taken back.
    """
    since = workdays.months_after(today.replace(day=1), -11)
    stands = {"month__gte": since, "taken_back": False}
    taken_back = Pair.objects.filter(
        Q(owes=OuterRef("pk")) | Q(owed=OuterRef("pk")), request_id__isnull=False, reversed_by__isnull=False
    )
    rows = (
        Line.objects.annotate(taken_back=Exists(taken_back))
        .values("organisation__name")
        .annotate(
            total=Sum("change"),
            out=Count("pk", filter=Q(kind="moved_out", **stands)),
            housed=Count("pk", filter=Q(kind="housed", **stands)),
        )
        .order_by("total", "organisation__name")
    )
    return [(row["organisation__name"], row["total"], row["out"], row["housed"]) for row in rows]


def in_words(balance: int) -> str:
    """Say a balance in words, as the first line of a statement."""
    if balance == 0:
        return "You are even."
    homes = "1 home" if abs(balance) == 1 else f"{abs(balance)} homes"
    return f"You owe the pot {homes}." if balance < 0 else f"The pot owes you {homes}."


def in_short(balance: int) -> str:
    """Say a balance in two or three words, for a sentence about it: "owes 1", "is owed 2", "even"."""
    if balance == 0:
        return "even"
    return f"owes {-balance}" if balance < 0 else f"is owed {balance}"


def opened() -> frozenset[UUID]:
    """Give the landlords that have an opening balance."""
    return frozenset(Line.objects.filter(kind="opening").values_list("organisation_id", flat=True))
