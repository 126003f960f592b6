"""What lettings officers are told about their homes: one needs a check, or somebody could live in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from reciprocal.access.actor import acting_as, acting_as_system
from reciprocal.accounts import queries as accounts
from reciprocal.circulation.queries import listed
from reciprocal.clock import LONDON
from reciprocal.homes.models import Home
from reciprocal.homes.queries import asked_from
from reciprocal.notifications.models import Notice
from reciprocal.notifications.outbox import queue
from reciprocal.offers.queries import could_live_each
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import roles
from reciprocal.workflow.due import day_of
from reciprocal.worklist.reminders import EARLIEST

# What was circulated longer ago is no news, even after the worker was away.
_NEWS_FOR: Final = timedelta(days=14)


def tell_of_homes(at: datetime) -> int:
    """Tell lettings officers what is new about their open homes. Gives how many notices that made.

    Each is told at most once a day that there is news, and once of each day on which homes of theirs ran out. Asked
    again, it does nothing.
    """
    if at.astimezone(LONDON).hour < EARLIEST:
        return 0
    with acting_as_system():
        homes = list(Home.objects.filter(state="open").order_by("organisation_id", "pk"))
        newest = PropertyRequest.objects.filter(state="circulating", circulated_at__gt=at - _NEWS_FOR)
        circulated = {pk: when for pk, when in newest.values_list("pk", "circulated_at") if when}
    told = 0
    for organisation, own in groupby(homes, key=lambda home: home.organisation_id):
        open_homes = list(own)
        with acting_as_system():
            posts = list(accounts.holders(roles.LETTINGS_OFFICER, organisation).values_list("pk", flat=True))
        for post in posts:
            with acting_as_system():
                notices = [*_checks(post, open_homes, at), *_news(post, open_homes, circulated, at)]
                queue(notices)
            told += len(notices)
    return told


def _checks(post: UUID, homes: list[Home], at: datetime) -> Iterator[Notice]:
    passed = {day for home in homes if (day := asked_from(home)) < day_of(at)}
    told = Notice.objects.filter(membership_id=post, key="home_check", about__in=passed)
    for day in sorted(passed - set(told.values_list("about", flat=True))):
        yield _notice(post, "home_check", at, about=day)


def _news(post: UUID, homes: list[Home], circulated: dict[UUID, datetime], at: datetime) -> Iterator[Notice]:
    """Of the newest request that fits a home declared before it, where it came after the last news.

    The notice is about that request, so that it is not sent, and leaves the worklist, where the reader may not know of
    it any more.
    """
    last = Notice.objects.filter(membership_id=post, key="home_news").order_by("-at").first()
    if last and day_of(last.at) == day_of(at):
        return
    new = {pk: when for pk, when in circulated.items() if last is None or when > last.at}
    offered = [home for home in homes if not home.opens_after and any(when > home.state_since for when in new.values())]
    if not offered:
        return
    with acting_as(post):
        each = could_live_each(offered, listed(day_of(at)))
    found = {
        one.profile.request_id
        for home in offered
        for one in each[home.pk]
        if not one.under_offer and new.get(one.profile.request_id, home.state_since) > home.state_since
    }
    if found:
        yield _notice(post, "home_news", at, request_id=max(found, key=lambda pk: (new[pk], pk)))


def _notice(post: UUID, key: str, at: datetime, **more: object) -> Notice:
    return Notice(membership_id=post, relation=roles.OFFERING, key=key, at=at, **more)
