"""Every step × every actor × every moment: allowed exactly where the table written by hand says."""

from __future__ import annotations

import pytest
from typing import Any

from reciprocal.access.policy import Allowed, Hidden, decide_step
from reciprocal.rulebook.lifecycle import STEPS
from tests.guarantees import matrix
from tests.guarantees.matrix import ACTORS, MOMENTS
from tests.guarantees.scene import MOMENTS_OF_Y, Scene, expected, scene_of_x, scene_of_y
from tests.people import Now, as_

def wrong_in_policy(scene: Scene, steps: Any, reads: Any) -> list[str]:
    wrong = []
    for actor in ACTORS:
        with as_(actor) as acting:
            for key, step in STEPS.items():
                facts = scene.facts(key)
                if facts is None: continue
                d = decide_step(step, acting, facts)
                got = "allowed" if isinstance(d, Allowed) else "hidden" if isinstance(d, Hidden) else "refused"
                want = expected(key, actor, scene.moment, steps, reads)
                if got != want:
                    wrong.append(f"{scene.moment}: {key} by {actor}: {got}, not {want}")
    return wrong

@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS)
def test_x(moment: str, now: Now) -> None:
    scene = scene_of_x(moment, now)
    assert wrong_in_policy(scene, matrix.STEPS, matrix.READS) == []

@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS_OF_Y)
def test_y(moment: str, now: Now) -> None:
    scene = scene_of_y(moment, now)
    assert wrong_in_policy(scene, matrix.STEPS_OF_Y, matrix.READS_OF_Y) == []
