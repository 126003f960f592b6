"""What the pages hold, and what they never hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

from reciprocal.rulebook.states import STATES, Machine
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Page
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.templatetags.ui import COLOURS, TASKS, with_numbers
from reciprocal.ui.tests import examples as ask
from reciprocal.ui.tests.examples import ALL, SCHEME

FOLDER = Path(__file__).parent.parent / "templates"
LINKS = [
    SimpleNamespace(label="Worklist", url="/worklist/", current=True),
    SimpleNamespace(label="Help", url="/help/"),
]
FRAME = SimpleNamespace(
    demo=True,
    clock="Tuesday 3 March 2026",
    person="Nadia",
    role_label="nominating officer",
    organisation="Hearth Advice",
    navigation=LINKS,
    account=[SimpleNamespace(label="Change post", url="/post/")],
    step_in_url="/step-in/",
    sign_out_url="/sign-out/",
    scheme=SimpleNamespace(
        short_name="London",
        name="London Housing Reciprocal (demonstration)",
        coordinator=SimpleNamespace(name="the team", phone="020 7946 0018", hours="9am to 5pm"),
    ),
)


ENGINE = DjangoTemplates({"NAME": "ui", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}})


@pytest.fixture(autouse=True)
def plain_names(settings: Any) -> None:
    """Files under their own names, so that nothing has to be collected first."""
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def page(template: str, **context: Any) -> str:
    """A page, or a part of one, as somebody who has signed in receives it."""
    return ENGINE.get_template(template).render(context, RequestFactory().get("/"))


WHOLE = ("form", "errors", "single", "step", "panel", "not now", "not found", "problem", "bare")


def everything() -> dict[str, str]:
    """Every whole page, with and without a frame, with and without errors."""
    whole = Page("all", "All kinds", ALL, intro="Read this.", inset="And this.", warning="Not this.")
    single = Page("pets", ask.RADIOS.label, (ask.RADIOS,))
    step = {"title": "Stop this request?", "falls": ["The circulation"], "danger": True, "cancel_url": "/"}
    return {
        "form": page("ui/form_page.html", frame=FRAME, form=form_for(whole, context=SCHEME)),
        "errors": page("ui/form_page.html", frame=FRAME, form=form_for(whole, {}, context=SCHEME)),
        "single": page("ui/form_page.html", form=form_for(single), back_url="/"),
        "step": page("ui/step_page.html", frame=FRAME, **step),
        "panel": page("ui/panel.html", frame=FRAME, title="Request sent", panel_text="Your draft reference is"),
        "not now": page("ui/not_now.html", frame=FRAME, why="It was decided already.", back="/"),
        "not found": page("ui/not_found.html", frame=FRAME),
        "problem": page("ui/problem.html", frame=FRAME),
        "bare": page("ui/base.html", title="Sign in"),
    }


@pytest.mark.parametrize("name", WHOLE)
def test_every_page_has_one_heading_a_way_past_the_frame_and_nothing_inline(name: str) -> None:
    html = everything()[name]
    assert len(re.findall(r"<h1\b", html)) == 1
    assert 'href="#main"' in html
    assert 'id="main"' in html
    assert " style=" not in html
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=", html)
    assert len(re.findall(r"<title>[^<]+ – Reciprocal</title>", html)) == 1
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", WHOLE)
def test_everything_that_is_pointed_at_is_there(name: str) -> None:
    html = everything()[name]
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    named = re.findall(r'\b(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"', html)
    assert {one for names in named for one in names.split()} <= ids
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_a_tab_names_no_question_and_says_an_error_first() -> None:
    pages = everything()
    assert "<title>Request – Reciprocal</title>" in pages["single"]
    assert "<title>Error: Request – Reciprocal</title>" in pages["errors"]


def test_not_found_is_the_same_for_everybody_and_carries_nothing() -> None:
    template = ENGINE.get_template("ui/not_found.html")
    nobody = template.render()
    somebody = template.render({"frame": FRAME, "form": form_for(ALL, {}, context=SCHEME)}, RequestFactory().get("/x"))
    assert nobody.encode() == somebody.encode() == template.render().encode()
    for trace in ("<form", "csrf", "token", "nonce", "<script", "<time", "Nadia", "input"):
        assert trace not in nobody
    assert "The address may be mistyped, or what it led to is gone or is not for you to see." in nobody


@pytest.mark.parametrize("name", ["not_found", "problem", "plain"])
def test_a_static_page_has_no_variable_in_its_source(name: str) -> None:
    source = (FOLDER / "ui" / f"{name}.html").read_text(encoding="utf-8")
    assert "{{" not in source
    tags = {tag.split()[0] for tag in re.findall(r"{% (.*?) %}", source)}
    assert tags <= {"extends", "block", "endblock", "load", "static", "include"}


def test_the_frame_says_who_where_and_whom_to_call() -> None:
    html = everything()["form"]
    assert "Demonstration. People, landlords and requests here are invented." in html
    assert "You are Nadia, nominating officer, Hearth Advice." in html
    assert "It is Tuesday 3 March 2026 here." in html
    assert re.search(r'<form method="post" action="/sign-out/">.*?csrfmiddlewaretoken', html)
    assert 'href="/worklist/" aria-current="page"' in html
    assert 'href="/help/">Help' in html
    assert 'Call the team: <a class="govuk-link" href="tel:02079460018">020 7946 0018</a>, 9am to 5pm' in html
    assert "Demonstration" not in everything()["bare"]


def test_what_was_typed_comes_back_escaped() -> None:
    html = page("ui/form_page.html", form=form_for([ask.TEXT, ask.TEXTAREA], {"note": '"><b>', "risk": "<i>"}))
    assert 'value="&quot;&gt;&lt;b&gt;"' in html
    assert "\n&lt;i&gt;</textarea>" in html


def test_no_browser_may_keep_or_send_away_what_is_typed_about_the_risk() -> None:
    html = page("ui/form_page.html", form=form_for([ask.TEXTAREA]))
    assert re.search(r'<textarea[^>]*autocomplete="off"[^>]*spellcheck="false"', html)


def test_hidden_values_and_second_buttons_are_the_callers() -> None:
    html = page(
        "ui/form_page.html",
        form=form_for([ask.TEXT]),
        hidden={"version": 3},
        secondary={"label": "Save and come back later", "name": "later"},
    )
    assert '<input type="hidden" name="version" value="3">' in html
    assert 'name="later" value="yes">Save and come back later</button>' in html
    assert html.count('class="govuk-button"') == 1


def test_an_empty_table_is_never_drawn() -> None:
    columns = (Column("Reference"), Column("Balance", numeric=True), Column("Next", hide_label=True))
    cells = (
        Cell("DR-7K3M9P", url="/r/1/"),
        Cell("−1"),
        Cell("Decide", url="/d/", button=True, context="on DR-7K3M9P"),
    )
    empty = page("ui/table.html", table=Table("Overdue", columns, [], "Nothing is waiting for you."))
    full = page("ui/table.html", table=Table("Overdue", columns, [cells], ""))
    assert "<table" not in empty
    assert "Nothing is waiting for you." in empty
    assert "<caption" in full
    assert full.count('scope="col"') == 3
    assert 'Decide<span class="govuk-visually-hidden"> on DR-7K3M9P</span>' in full
    assert 'data-label="Balance"' in full


@pytest.mark.parametrize("machine", STATES)
def test_every_state_has_a_tag(machine: Machine) -> None:
    source = ENGINE.from_string("{% load ui %}{% state_tag key machine %}")
    for key, state in STATES[machine].items():
        assert state.label in source.render({"key": key, "machine": machine})
    assert set(COLOURS[machine]) <= set(STATES[machine])


def test_lists_of_tasks_summaries_and_events() -> None:
    tasks = [{"label": status, "status": status, "url": "/s/"} for status in TASKS]
    html = page("ui/task_list.html", groups=[{"heading": "Where is safe", "tasks": tasks}])
    assert all(text in html for text, _ in TASKS.values())
    rows = [{"label": "Bedrooms", "text": "2\nor 3", "url": "/c/"}, {"label": "Lift", "text": "<b>"}]
    html = page("ui/summary_list.html", rows=rows)
    assert "2<br>or 3" in html
    assert 'Change<span class="govuk-visually-hidden"> Bedrooms</span>' in html
    assert "&lt;b&gt;" in html
    events = [{"when": datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "text": "You sent the request."}]
    assert "1 July 2026, 12:30am" in page("ui/timeline.html", events=events)
    assert "<ol" not in page("ui/timeline.html", events=[])


def test_a_long_list_has_pages_and_a_short_one_has_none() -> None:
    middle = page("ui/pages.html", page=Paginator(range(70), 25).page(2), query="all=yes")
    assert "Page 2 of 3" in middle
    assert 'href="?all=yes&amp;page=1" rel="prev"' in middle
    assert 'href="?all=yes&amp;page=3" rel="next"' in middle
    assert page("ui/pages.html", page=Paginator(range(25), 25).page(1)).strip() == ""


def test_messages_are_banners() -> None:
    messages = [SimpleNamespace(level_tag="success"), SimpleNamespace(level_tag="warning")]
    html = page("ui/base.html", title="Worklist", messages=messages)
    assert html.count("govuk-notification-banner--success") == 1
    assert html.count("Success\n") == html.count("Important\n") == 0
    assert ">Success</h2>" in html
    assert ">Important</h2>" in html


def test_all_whole_pages_are_tried() -> None:
    assert tuple(everything()) == WHOLE


def test_our_own_files_are_where_the_pages_look_for_them() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.html"))
    named = set(re.findall(r"{% static '([^']+)' %}", sources))
    assert {name for name in named if not name.startswith("govuk/")} == {
        "ui/favicon.svg",
        "ui/reciprocal.css",
        "ui/start.js",
        "ui/still-there.js",
    }
    for name in named:
        assert name.startswith("govuk/") or finders.find(name)


def test_a_telephone_calls_the_numbers_in_a_sentence_and_nothing_else_in_it() -> None:
    said = "Call 999. <b>Or</b> the helpline on 0808 2000 247 (24 hours), 020 7946 0018, before 24 November 2026."
    html = with_numbers(said)
    assert re.findall(r'href="tel:(\d+)"', html) == ["08082000247", "02079460018"]
    assert "&lt;b&gt;" in html
    assert "Call 999." in html
