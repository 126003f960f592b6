"""An offer of one home for one request, the viewing, the applicant's own answer, and what of it is kept sealed."""

from reciprocal.offers.models.offer import (
    Allowed,
    Answer,
    CannotHouse,
    FirewallTick,
    FollowUp,
    MoveTick,
    Offer,
    Ruling,
    Tick,
    TimeAsked,
    Viewing,
    Voided,
)
from reciprocal.offers.models.sealed import HomeAddress, Opening, ViewingPlan

__all__ = [
    "Allowed",
    "Answer",
    "CannotHouse",
    "FirewallTick",
    "FollowUp",
    "HomeAddress",
    "MoveTick",
    "Offer",
    "Opening",
    "Ruling",
    "Tick",
    "TimeAsked",
    "Viewing",
    "ViewingPlan",
    "Voided",
]
