"""What happens to accounts and posts. Each function is one transaction, and the database decides once more."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import DatabaseError, connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.accounts import mails
from reciprocal.accounts.kept import KEPT_FOR
from reciprocal.accounts.models import Invitation, LostFactor, Membership
from reciprocal.audit import log
from reciprocal.clock import LONDON
from reciprocal.partners.models import Organisation
from reciprocal.rulebook.roles import ROLES

INVITED_FOR: Final = timedelta(days=7)


def digest_of(secret: str) -> str:
    """Hash the secret of a link, so that the table opens none of them."""
    return hashlib.sha256(f"invitation {secret}".encode()).hexdigest()


@transaction.atomic
def invite(actor: Actor, organisation_id: UUID, email: str, role: str, *, at: datetime, link: str) -> None:
    """Invite somebody to an organisation in a role; a mail brings them the link.

    Args:
        actor: a manager of that organisation, the coordinator or the scheme manager.
        organisation_id: where.
        email: their work e-mail.
        role: a key of `ROLES`.
        at: now.
        link: the address of the page, with SECRET where the secret of the link goes.

    Raises:
        RefusedError: the actor may not give this role.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    secret, until = secrets.token_urlsafe(32), at + INVITED_FOR
    invitation = Invitation(
        id=uuid4(),
        organisation=organisation,
        email=email.lower(),
        role=role,
        invited_by_id=actor.membership,
        invited_at=at,
        until=until,
        digest=digest_of(secret),
    )
    if organisation.kind not in ROLES[role].organisation_kinds:
        raise RefusedError("This role does not exist at that organisation.")
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except DatabaseError as refused:
        raise RefusedError("You cannot give this role. Ask the scheme manager.") from refused
    inviter = Membership.objects.select_related("person").get(pk=actor.membership).person.name
    mails.send(
        "invitation",
        email.lower(),
        at,
        inviter=inviter,
        organisation=organisation.name,
        role=ROLES[role].label.lower(),
        link=link.replace("SECRET", secret),
        date=until,
    )
    log.record("act", "invite", None, at, organisation=organisation_id, role=role)


@transaction.atomic
def accept(secret: str, *, at: datetime, name: str = "", phone: str = "", password: str = "") -> UUID | None:
    """Accept an invitation, once; gives the person, or nothing where the link is used or too old."""
    kept = make_password(password) if password else ""
    person: UUID | None = _ask("accounts_accept", digest_of(secret), name, phone, kept, at)
    if person:
        log.record("session", "accept_invitation", None, at, person=person)
    return person


@transaction.atomic
def register(answers: dict[str, Any], password: str, *, at: datetime) -> UUID | None:
    """Make the account of an officer who has confirmed their address; nothing where they may not have one so."""
    given = [answers["email"].lower(), answers["name"], answers["title"], answers["phone"]]
    person: UUID | None = _ask("accounts_register", *given, make_password(password), answers["agency"], at)
    if person:
        log.record("session", "register", None, at, person=person)
    return person


@transaction.atomic
def correct_details(actor: Actor, *, at: datetime, name: str, phone: str) -> None:
    """Correct one's own name and work phone. A new number is told by mail, since it is the one that is rung back.

    Args:
        actor: whose details they are.
        at: now.
        name: by which colleagues know the person.
        phone: at work.
    """
    before = Membership.objects.select_related("person").get(pk=actor.membership).person
    if (before.name, before.phone) == (name, phone):
        return
    day = at.astimezone(LONDON).date()
    if not _ask("accounts_correct", name, phone, day):
        raise HiddenError("person")
    if phone != before.phone:
        mails.send("phone_changed", before.email, at, date=day)
    log.record("act", "correct_details", None, at, name=name != before.name, phone=phone != before.phone)


@transaction.atomic
def stop(actor: Actor, post: Membership, *, at: datetime) -> None:
    """End a post and every session of its holder at once. Nothing of it is handed on.

    Raises:
        RefusedError: it is the actor's own post. HiddenError: it is not the actor's to end.
    """
    if post.pk == actor.membership:
        raise RefusedError("You cannot stop your own access. Ask somebody else who looks after people.")
    if not _ask("accounts_stop", post.pk, at.date()):
        raise HiddenError("post")
    mails.send("removed", post.person.email, at, role=post.role_label.lower(), organisation=post.organisation.name)
    log.record("act", "stop_access", None, at, post=post.pk)


@transaction.atomic
def change_role(actor: Actor, post: Membership, role: str, *, at: datetime) -> None:
    """Give somebody another role in place of the one they have; their sessions end. Raises as `stop` does."""
    if post.pk == actor.membership:
        raise RefusedError("You cannot change your own role. Ask somebody else who looks after people.")
    if post.organisation.kind not in ROLES[role].organisation_kinds or role == post.role:
        raise RefusedError("Choose another role.")
    if not _ask("accounts_change_role", post.pk, role, at.date()):
        raise HiddenError("post")
    log.record("act", "change_role", None, at, post=post.pk, role=role)


@transaction.atomic
def ask_reset(actor: Actor, post: Membership, *, at: datetime) -> None:
    """Say that somebody lost their second step and was rung back; another person has to agree.

    Raises:
        RefusedError: it is the actor's own, or opens a post besides that the actor does not look after.
    """
    if post.pk == actor.membership:
        raise RefusedError("Ask somebody else: you cannot reset your own second step.")
    asked = LostFactor(
        id=uuid4(), membership=post, organisation=post.organisation, asked_by_id=actor.membership, asked_at=at
    )
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except DatabaseError as refused:
        raise RefusedError("You cannot reset their second step. Ask the coordinator.") from refused
    log.record("act", "ask_second_step_reset", None, at, post=post.pk)


@transaction.atomic
def agree_reset(actor: Actor, lost: LostFactor, *, at: datetime) -> None:
    """Agree that a second step is taken away, as the second person. Raises RefusedError for the first one."""
    if not _ask("accounts_agree_lost", lost.pk, at):
        raise RefusedError("Another person has to agree: not the one who asked, and not the one it is about.")
    mails.send("second_step_changed", lost.membership.person.email, at, date=at)
    log.record("act", "agree_second_step_reset", None, at, post=lost.membership_id, asked_by=lost.asked_by_id)


@transaction.atomic
def answer_agency(actor: Actor, agency: UUID, accepted: bool, *, at: datetime) -> None:
    """Accept a new agency, or turn it down: then the access of its people ends. Raises RefusedError once it is done."""
    told = list(Membership.objects.filter(organisation_id=agency, ended_on__isnull=True).select_related("person"))
    if not _ask("accounts_answer_agency", agency, accepted, at):
        raise RefusedError("This agency has been answered already.")
    name = Organisation.objects.get(pk=agency).name
    for post in () if accepted else told:
        mails.send("removed", post.person.email, at, role=post.role_label.lower(), organisation=name)
    log.record("act", "accept_agency" if accepted else "turn_down_agency", None, at, agency=agency)


def note_sign_in(today: date) -> None:
    """Note the day on which whoever acts signed in, so that their account does not count as unused."""
    _ask("accounts_signed_in", today)


def throw_away(at: datetime) -> int:
    """Throw away what nobody may have back: closed sessions, and pages kept and forms sent, after a day."""
    return int(_ask("accounts_throw_away", datetime.now(UTC) - timedelta(days=1), at - KEPT_FOR))


def _ask(function: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(arguments))})", list(arguments))
        return cursor.fetchone()[0]


@transaction.atomic
def keep_team(actor: Actor, team_id: UUID | None, name: str, people: list[str], *, at: datetime) -> UUID:
    """Make a team of the own organisation, or change its name and who is in it.

    Whoever leaves it stays kept away from every request that the team was kept away from until then.

    Args:
        actor: its manager, who cannot put themselves into a team.
        team_id: which one; None for a new one.
        name: its name, which no other team of the organisation has.
        people: the ids of the people in it.
        at: now.

    Raises:
        RefusedError: the organisation has such a team already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_keep_team(%s, %s, %s::uuid[], %s)", [team_id, name, people, at])
        kept: UUID | None = cursor.fetchone()[0]
    if kept is None:
        raise RefusedError("You have a team of that name. Choose another name.")
    log.record("act", "keep_team", None, at, team=kept, organisation=actor.organisation)
    return kept


@transaction.atomic
def end_team(actor: Actor, team_id: UUID, *, at: datetime) -> None:
    """Take a team of the own organisation away. Whoever was in it is in it no more. Args: as above."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_end_team(%s, %s)", [team_id, at])
        if not cursor.fetchone()[0]:
            raise HiddenError("team")
    log.record("act", "end_team", None, at, team=team_id, organisation=actor.organisation)
