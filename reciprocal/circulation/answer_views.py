"""The lettings officer's answers: to the question of the week, and to one profile. One click each."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError, guard
from reciprocal.circulation import answers
from reciprocal.circulation.models import WeekAnswer
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date, weekday_date

_SAID = {
    "nothing": "Saved. You answered: nothing suitable.",
    "call_me": "Saved. {coordinator} is told and will ring you.",
    "tell_me": "Saved. It is on your worklist once it is free.",
}


@guard("week.answer")
def this_week(request: HttpRequest) -> HttpResponse:
    """Ask whether the partner has a home this week. Three buttons, and no reading needed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = clock.today()
    if request.method == "POST":
        answer = request.POST.get("answer", "")
        answers.answer_week(actor, at=clock.now(), answer=answer)
        messages.success(request, f"Thank you. We ask again on {weekday_date(answers.asked_again_on(today))}.")
        return redirect("home_declare" if answer == "have" else "worklist")
    last = answers.answered_this_week(actor.organisation, today)
    context = {
        "tab": "This week",
        "title": "Do you have a home this week?",
        "answers": WeekAnswer.ANSWERS.items(),
        "last": f"{WeekAnswer.ANSWERS[last.answer]}, {long_date(last.at)}" if last else "",
    }
    return render(request, "circulation/this_week.html", context)


@require_POST
@guard("profile.read", "profile")
def profile_answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep what the partner says to one profile: nothing suitable, call me, or tell me once it is free."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    answer = request.POST.get("answer", "")
    if answer not in _SAID:
        raise RefusedError("Choose one of the answers on the page.")
    answers.answer_profile(actor, id, at=clock.now(), answer=answer)
    messages.success(request, _SAID[answer].format(coordinator=current().coordinator.organisation))
    return redirect("profile", id=id)
