"""Whom to ask next for a home: the partners that have the profile, each with what speaks for asking it, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q, Sum

from reciprocal.circulation.models import AllowedPlace, PartnerAsked, Profile, ProfileAnswer, WeekAnswer
from reciprocal.circulation.queries import household_of
from reciprocal.homes.models import Home
from reciprocal.homes.queries import matched
from reciprocal.ledger.models import Line
from reciprocal.ledger.queries import in_short
from reciprocal.matching.compatibility import fits
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import places_of_each
from reciprocal.property_requests.kept_away import LetsNothing
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.workdays import months_after
from reciprocal.workflow.due import day_of


@dataclass(frozen=True)
class Candidate:
    """A partner that may be asked: its balance, whether a fitting home is on the list, how often it was asked."""

    partner: Organisation
    balance: int
    has_stock: bool
    asked: int
    asked_for_this: bool
    parts: tuple[str, ...]

    @property
    def words(self) -> str:
        """Everything that is said of the partner, a sentence each."""
        return " ".join(f"{part}." for part in self.parts)


def candidates(request_id: UUID, today: date) -> list[Candidate]:
    """List whom the coordinator may ask for a home: who owes most, then who has one, then who was asked least.

    Whoever is kept away from the request is not among them, and nothing says so.

    Args:
        request_id: a request that circulates; read by a coordinator.
        today: today.
    """
    rows = Profile.objects.filter(~LetsNothing("request", "organisation"), request_id=request_id)
    profiles = {one.organisation_id: one for one in rows.select_related("organisation")}
    allowed = set(AllowedPlace.objects.filter(request_id=request_id).values_list("place", flat=True))
    around = _Around(set(profiles), today)
    found = [around.candidate(profile, allowed) for profile in profiles.values()]
    return sorted(found, key=lambda one: (one.balance, not one.has_stock, one.asked, one.partner.name))


class _Around:
    """What is known of some partners, asked once for all of them."""

    def __init__(self, partners: set[UUID], today: date) -> None:
        own = {"organisation_id__in": partners}
        self.today, month = today, today.replace(day=1)
        self.places = places_of_each()
        lines = Line.objects.filter(**own).values("organisation_id")
        summed = lines.annotate(sum=Sum("change"), housed=Max("month", filter=Q(kind="housed")))
        self.pot: dict[UUID, tuple[int, date | None]] = {
            row["organisation_id"]: (row["sum"], row["housed"]) for row in summed
        }
        self.homes: dict[UUID, list[Home]] = {}
        for home in Home.objects.filter(Q(state="open") | Q(declared_at__date__gte=months_after(today, -12)), **own):
            self.homes.setdefault(home.organisation_id, []).append(home)
        self.asked: dict[UUID, list[PartnerAsked]] = {}
        for one in PartnerAsked.objects.filter(at__date__gte=month, **own):
            self.asked.setdefault(one.organisation_id, []).append(one)
        self.said: dict[UUID, list[tuple[datetime, str, UUID | None]]] = {}
        for said in ProfileAnswer.objects.filter(at__date__gte=months_after(today, -3), **own):
            self._note(said.organisation_id, said.at, ProfileAnswer.ANSWERS[said.answer], said.request_id)
        for week in WeekAnswer.objects.filter(at__date__gte=months_after(today, -3), **own):
            self._note(week.organisation_id, week.at, WeekAnswer.ANSWERS[week.answer], None)

    def _note(self, partner: UUID, at: datetime, words: str, request: UUID | None) -> None:
        self.said.setdefault(partner, []).append((at, words, request))

    def candidate(self, profile: Profile, allowed: set[str]) -> Candidate:
        """Say what speaks for asking the partner of a profile."""
        partner, scheme = profile.organisation_id, current()
        (balance, housed), homes = self.pot.get(partner, (0, None)), self.homes.get(partner, [])
        household, asked = household_of(profile), self.asked.get(partner, [])
        stock = [one for one in homes if one.state == "open" and one.place in allowed]
        stock = [one for one in stock if fits(matched(one), household).fits]
        places = self.places.get(partner, frozenset()) & allowed
        short = in_short(balance)
        parts = [
            f"Has homes in {len(places)} of the safe {scheme.places_word}",
            short[:1].upper() + short[1:],
            *([f"Has a {_size(stock[0].bedrooms)} home on the list"] if stock else self._usually(homes)),
            _times(asked, [one for one in asked if self._has_answered(one)]),
            *self._last(partner),
            *self._housed(housed),
        ]
        for_this = any(one.request_id == profile.request_id for one in asked)
        return Candidate(profile.organisation, balance, bool(stock), len(asked), for_this, tuple(parts))

    def _usually(self, homes: list[Home]) -> list[str]:
        if not homes:
            return []
        usual, _ = Counter(sorted(home.bedrooms for home in homes)).most_common(1)[0]
        return [f"Usually has {_size(usual)} homes"]

    def _has_answered(self, asked: PartnerAsked) -> bool:
        said = self.said.get(asked.organisation_id, [])
        return any(request == asked.request_id and at >= asked.at for at, _, request in said)

    def _last(self, partner: UUID) -> list[str]:
        said = self.said.get(partner)
        if not said:
            return []
        at, words, _ = max(said, key=lambda one: one[0])
        days = (self.today - day_of(at)).days
        ago = "today" if not days else "1 day ago" if days == 1 else f"{days} days ago"
        return [f"Last answer: “{words[:1].lower()}{words[1:]}”, {ago}"]

    def _housed(self, month: date | None) -> list[str]:
        if month is None:
            return []
        months = (self.today.year - month.year) * 12 + self.today.month - month.month
        ago = "this month" if not months else "1 month ago" if months == 1 else f"{months} months ago"
        return [f"Last housed a household {ago}"]


def _size(bedrooms: int) -> str:
    return f"{bedrooms}-bedroom" if bedrooms else "studio"


def _times(asked: list[PartnerAsked], answered: list[PartnerAsked]) -> str:
    times = "once" if len(asked) == 1 else f"{len(asked)} times"
    return f"Asked {times} this month" + (f", answered {len(answered)}" if asked else "")
