"""One's own account: name and phone, the post one acts in, and what was kept when time had closed a session."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import SESSION_SECOND, guard
from reciprocal.accounts import actions, kept, queries, questions
from reciprocal.accounts.models import Membership
from reciprocal.accounts.sign_in_views import begin
from reciprocal.audit import log
from reciprocal.partners.models import Organisation
from reciprocal.rulebook import roles
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.forms import form_for
from reciprocal.ui.words import clock_time


class _Posts:
    def __init__(self, person: UUID) -> None:
        self.words: dict[str, str] = {}
        self.posts = list(queries.posts_of(person))


@guard("post.change")
def change_post(request: HttpRequest) -> HttpResponse:
    """Choose the post to act in. What one may see in one does not add to the other."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asking = _Posts(actor.person)
    posted = request.POST if request.method == "POST" else None
    form = form_for(questions.CHANGE_POST, posted, {"post": str(actor.membership)}, asking)
    if request.method == "POST" and form.is_valid():
        chosen = next(post for post in asking.posts if str(post.pk) == form.cleaned_data["post"])
        log.record("session", "leave_post", None, clock.now(), to=chosen.pk)
        begin(request, chosen, request.session[SESSION_SECOND])
        request.session["changed_post"] = True
        messages.success(request, f"You are now working as {chosen.role_label} at {chosen.organisation.name}.")
        return redirect("worklist")
    context = {"form": form, "tab": "Change post", "button": "Change post"}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


@guard("post.change")
def your_details(request: HttpRequest) -> HttpResponse:
    """Let somebody correct their name and work phone, and say who changes the rest."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    post = Membership.objects.select_related("person", "organisation").get(pk=actor.membership)
    posted = request.POST if request.method == "POST" else None
    form = form_for(questions.YOUR_DETAILS, posted, {"name": post.person.name, "phone": post.person.phone})
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        actions.correct_details(actor, at=now, **form.cleaned_data)
        messages.success(request, FIXED["saved"].body.format(time=clock_time(now)))
        return redirect("your_details")
    held = "\n".join(f"{one.role_label}, {one.organisation.name}" for one in queries.posts_of(actor.person))
    rows = [{"label": "Work e-mail", "text": post.person.email}, {"label": "Access", "text": held}]
    context = {"form": form, "tab": "Your details", "button": "Save", "rows": rows, "whom": _who_changes(post)}
    return render(request, "accounts/your_details.html", context, status=422 if form.errors else 200)


def _who_changes(post: Membership) -> str:
    landlord = post.organisation.kind in Organisation.LANDLORD_KINDS
    managed = landlord and post.role != roles.PARTNER_MANAGER
    return "your manager" if managed else current().coordinator.organisation


@guard("post.change")
def offered_back(request: HttpRequest) -> HttpResponse:
    """Offer back, to the post that sent it and to nobody else, what came after time had closed its session."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        for one in kept.waiting(actor, clock.now()):
            if str(one.id) == request.POST.get("kept"):
                kept.throw_away(one.id)
        return redirect("offered_back" if kept.waiting(actor, clock.now()) else "worklist")
    pages = kept.waiting(actor, clock.now())
    sentence = FIXED["offered_back"]
    rows = [{"page": one, "body": sentence.body.format(page_title=one.title or "a page")} for one in pages]
    context = {"title": sentence.title, "tab": "Sign in", "rows": rows, "buttons": sentence.buttons}
    return render(request, "accounts/offered_back.html", context)
