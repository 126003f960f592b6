"""How much is asked of one officer for one household, and that nothing is asked twice."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests import questions
from reciprocal.property_requests.sections.shared import Repeated
from reciprocal.property_requests.tests.filling import kept


def test_no_question_is_asked_twice_and_the_pages_are_counted(staged: Any) -> None:
    asked = questions.asked(kept(staged("draft")))
    # The same follow-up may stand under several answers, and everybody who is moving has an age.
    alone = [page for page in asked if not isinstance(page, Repeated)]
    labels = [question.label for page in alone for question in page.questions if question.shown_when is None]
    assert len(labels) == len(set(labels))
    titles = [page.title for page in alone]
    assert [title for title in titles if titles.count(title) > 1] == []
    print(f"\nDomestic abuse, the plain path: {len(asked)} pages with {len(labels)} questions")
    for section in questions.SECTIONS:
        print(f"  {section.label}: {len(questions.asked(kept(staged('draft')), section.key))}")


def test_what_is_known_is_left_out(staged: Any) -> None:
    plain = {page.key for page in questions.asked(kept(staged("draft")))}
    owed = {page.key for page in questions.asked(kept(staged("draft", tenancy_route="owed")))}
    assert plain - owed == {"tenancy_type", "tenancy_held", "current_home", "overcrowded", "arrears"}
    assert "joint_with" not in plain
    joint = {page.key for page in questions.asked(kept(staged("draft", tenancy_route="joint")))}
    assert joint - plain == {"joint_with"}
