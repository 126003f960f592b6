"""Every text that people write and that is kept goes through the screen, or says here why not.

The tables are written by hand and are never made from the code: a new question, a new column or a new way into a view
that is in none of them fails.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db import models

ROOT: Final = Path(__file__).parents[2] / "reciprocal"
WHOLE: Final = "not screened"
# Question, by the file and the words that name it there → the kinds that it may hold, or that it is not screened.
EXCEPT: Final[dict[str, str]] = {
    "accounts/questions.py name": WHOLE,  # the work e-mail of whoever signs in
    "accounts/questions.py 'name'": WHOLE,
    "accounts/questions.py 'password'": WHOLE,
    "accounts/questions.py 'title'": "school",
    "accounts/questions.py 'agency'": "name school address",
    "ledger/questions.py 'balances'": WHOLE,
    "offers/code_views.py 'code'": WHOLE,
    "offers/questions.py 'address'": "name address postcode school",  # sealed
    "offers/questions_officer.py 'meeting_point'": "name address postcode school",  # sealed
    "partners/questions.py 'name'": WHOLE,
    "partners/questions.py 'domain'": WHOLE,
    "partners/questions.py 'contact'": "name phone email address postcode",
    "property_requests/section_views.py 'name'": "name",  # of a landlord
    "property_requests/sections/contacts.py 'officer_role'": "school",
    "property_requests/sections/contacts.py 'officer_email'": WHOLE,
    "property_requests/sections/contacts.py 'cover_mailbox'": WHOLE,
    "property_requests/sections/risk.py 'conflict_people'": WHOLE,
    "property_requests/sections/risk.py 'police_reference'": "address postcode school case_number",
    "property_requests/sections/route.py 'tenancy_reference'": WHOLE,
    "property_requests/sections/support.py 'risk_worker'": "name",
}
# Column of more than 40 characters, or of bytes → the question whose text it keeps, as its file names it.
TYPED: Final[dict[str, str]] = {
    "accounts_membership.title": "'title'",
    "accounts_person.email": "name",
    "accounts_person.name": "'name'",
    "accounts_person.password": "'password'",
    "accounts_invitation.email": "name",
    "partners_organisation.name": "'name'",
    "accounts_team.name": "'name'",
    "partners_organisation.contact": "'contact'",
    "partners_domain.name": "'domain'",
    "ledger_pair.words": "'why'",
    "ledger_dispute.words": "'words'",
    "ledger_dispute.answer_words": "'words'",
    "property_requests_propertyrequest.other_help": "'other_help'",
    "property_requests_propertyrequest.bedrooms_why": "'bedrooms_why'",
    "property_requests_propertyrequest.access_detail": "'access_detail'",
    "property_requests_propertyrequest.tenancy_type_other": "'tenancy_type_other'",
    "property_requests_risk.risk_summary": "'risk_summary'",
    "property_requests_risk.new_area_support": "'new_area_support'",
    "property_requests_risk.risk_worker": "'risk_worker'",
    "property_requests_contact.officer_role": "'officer_role'",
    "property_requests_contact.officer_email": "'officer_email'",
    "property_requests_contact.cover_mailbox": "'cover_mailbox'",
    "property_requests_policereference.number": "'police_reference'",
    "property_requests_conflict.person": "'conflict_people'",
    "property_requests_conflict.reason": "'conflict_reason'",
    "property_requests_chase.note": "f'note_{code}'",
    "property_requests_informationasked.message": "f'message_{option.value}'",
    "property_requests_informationasked.cannot": "section",
    "property_requests_decision.asked": "f'asked_{reason.code}'",
    "property_requests_decision.source": "name",
    "property_requests_decision.would_change": "name",
    "property_requests_declinefact.text": "name",
    "property_requests_declinefact.correction": "f'{verdict}_{said}'",
    "property_requests_bandchange.why": "'why'",
    "property_requests_handover.note": "'note'",
    "property_requests_landlordwanted.name": "'name'",
    "property_requests_propertyrequest.legal_hold_why": "'why'",
    "offers_allowed.why": "'why'",
    "offers_answer.words": "'words'",
    "offers_cannothouse.words": "'words'",
    "offers_ruling.why": "'why'",
    "offers_homeaddress.address": "'address'",
    "offers_viewingplan.plan": "'meeting_point'",  # and the other questions of the page
    "offers_opening.why": "'why'",
}
# Column → why nobody types into it what no question asks.
NOT_TYPED: Final[dict[str, str]] = {
    "audit_entry.event": "the key of a step or of a permission",
    "audit_entry.payload": "written by actions, which put no text of anybody into it",
    "audit_entry.payload_hash": "a hash",
    "audit_entry.previous": "a hash",
    "audit_entry.hash": "a hash",
    "audit_head.hash": "a hash",
    "audit_subjectkey.wrapped": "a key",
    "accounts_session.digest": "a hash",
    "accounts_session.data": "sealed, and of the session alone",
    "accounts_keptpage.sealed": "what was sent too late, sealed until it is sent once more, and then looked over",
    "accounts_sentform.leads_to": "an address of ours",
    "accounts_invitation.digest": "a hash",
    "notifications_mail.address": "of an account",
    "notifications_mail.subject": "made from a notice",
    "notifications_mail.body": "made from a notice",
    "notifications_mail.message_id": "made by us",
    "demo_sentmail.to": "of an account",
    "demo_sentmail.subject": "made from a notice",
    "demo_sentmail.body": "made from a notice",
    "property_requests_savedview.name": "looked over by the view of the list, which is no form of questions",
    "property_requests_savedview.filters": "codes that were chosen",
    "property_requests_fingerprint.value": "a keyed hash",
    "property_requests_wavedon.of_text": "a keyed hash",
    "property_requests_cleared.of_text": "a keyed hash",
    "homes_home.label": "made from what was chosen",
    "offers_offer.label": "copied from the home",
    # Copied from the request, where each was looked over, when the landlord is asked.
    "property_requests_approval.access_detail": "a copy",
    "property_requests_approval.risk_summary": "a copy",
    "property_requests_approval.new_area_support": "a copy",
    "property_requests_approval.other_help": "a copy",
    "property_requests_approval.bedrooms_why": "a copy",
    "property_requests_approval.risk_worker": "a copy",
}
# What views take as it was sent: file, name and why it is no text that is kept as it is.
RAW: Final = {
    "accounts/kept.py look": "an id",
    "accounts/people_views.py agency": "an id",
    "accounts/people_views.py agree": "an id",
    "accounts/people_views.py answer": "a button",
    "accounts/post_views.py kept": "an id",
    "accounts/register_views.py password": "only its hash is kept",
    "circulation/answer_views.py answer": "a button",
    "ledger/views.py month": "a month",
    "offers/ask_views.py call": "an id",
    "offers/change_views.py version": "a number",
    "offers/opening_views.py allow": "a button",
    "property_requests/exit_views.py seen": "a hash",
    "property_requests/form_views.py seen": "a hash",
    "property_requests/household_views.py seen": "a hash",
    "property_requests/list_views.py name": "looked over there",
    "property_requests/list_views.py remove": "an id",
    "property_requests/request_views.py complete": "keys of sections",
    "property_requests/mark_views.py place": "a hash",
    "property_requests/step_views.py version": "a number",
    "worklist/chase_views.py remind": "ids",
}
_CODES: Final = 40  # A column that is no longer holds a code, chosen and not typed.


def test_every_exception_from_the_screen_is_named_here() -> None:
    assert dict(exceptions(ROOT)) == EXCEPT


def test_every_column_that_can_hold_a_text_says_where_it_comes_from() -> None:
    columns = set(text_columns())
    assert columns == set(TYPED) | set(NOT_TYPED)
    assert not set(TYPED) & set(NOT_TYPED)


def test_what_is_typed_into_a_column_is_asked_by_a_question() -> None:
    asked = {name for _, name, _ in questions(ROOT)}
    assert {column: name for column, name in TYPED.items() if name not in asked} == {}


def test_no_view_takes_a_text_past_the_questions() -> None:
    assert set(taken_raw(ROOT)) == set(RAW)


def test_a_question_or_a_view_that_leaves_the_screen_out_is_reported(tmp_path: Path) -> None:
    (tmp_path / "new_views.py").write_text(
        "NOTE = Question('note', 'textarea', 'A note', max_length=500, not_screened='Nobody reads it')\n"
        "def view(request):\n"
        "    save(request.POST['note'], request.POST.get('more'))\n"
    )
    assert dict(exceptions(tmp_path)) == {"new_views.py 'note'": WHOLE}
    assert sorted(taken_raw(tmp_path)) == ["new_views.py more", "new_views.py note"]


def sources(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Read the program, but for tests and migrations."""
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if "tests/" not in name and "migrations/" not in name:
            yield name, ast.parse(path.read_text())


def questions(root: Path) -> Iterator[tuple[str, str, dict[str, ast.expr]]]:
    """Find every call that makes a question of text: its file, what names it there, and its keywords."""
    for file, tree in sources(root):
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
                keywords = {one.arg: one.value for one in call.keywords if one.arg}
                kind = ast.unparse(call.args[1]) if len(call.args) > 1 else ""
                of_text = call.func.id == "_flag" or (call.func.id == "Question" and kind in ("'text'", "'textarea'"))
                if of_text or {"not_screened", "may_hold"} & set(keywords):
                    yield file, ast.unparse(call.args[0]), keywords


def exceptions(root: Path) -> Iterator[tuple[str, str]]:
    """Find every question that is not screened, or may hold something."""
    for file, name, keywords in questions(root):
        if "not_screened" in keywords:
            yield f"{file} {name}", WHOLE
        elif "may_hold" in keywords:
            yield f"{file} {name}", " ".join(ast.literal_eval(keywords["may_hold"]))


def text_columns() -> Iterator[str]:
    """Name every column of ours in which a text could be kept."""
    for model in apps.get_models():
        if model.__module__.startswith("reciprocal."):
            for column in model._meta.concrete_fields:
                text = isinstance(column, models.CharField | models.TextField) and not column.choices
                if (text and (column.max_length or _CODES + 1) > _CODES) or isinstance(column, models.BinaryField):
                    yield f"{model._meta.db_table}.{column.column}"


def taken_raw(root: Path) -> Iterator[str]:
    """Find every name that a view takes out of what was sent by itself."""
    for file, tree in sources(root):
        for node in ast.walk(tree):
            key: ast.expr | None = None
            if isinstance(node, ast.Subscript):
                key, of = node.slice, node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                key, of = node.args[0], node.func.value
            if key is not None and ast.unparse(of).endswith("request.POST") and isinstance(key, ast.Constant):
                yield f"{file} {key.value!s}"
