"""The contracts on imports: kept by the code, and broken by each thing that they forbid."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reciprocal.config import HERE

LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Judges the code in a folder by the contracts beside it."""
    return subprocess.run(
        [LINT, "--no-cache"], cwd=folder, env={**os.environ, "NO_COLOR": "1"}, text=True, capture_output=True
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code once more, to be broken."""
    shutil.copy(HERE / "pyproject.toml", tmp_path)
    unread = shutil.ignore_patterns("__pycache__", "migrations", "tests", "static", "templates", ".*_cache")
    shutil.copytree(HERE / "reciprocal", tmp_path / "reciprocal", ignore=unread)
    return tmp_path


def test_they_are_kept() -> None:
    result = lint(HERE)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [
        ("rulebook/broken.py", "import django", "reciprocal.rulebook is not allowed to import django"),
        ("matching/broken.py", "import psycopg", "reciprocal.matching is not allowed to import psycopg"),
        ("access/facts.py", "from django.db import models", "reciprocal.access.facts is not allowed to import django"),
        ("accounts/broken.py", "from reciprocal.offers import models", "reciprocal.accounts is not allowed to import"),
        ("homes/broken.py", "from reciprocal.circulation import models", "homes is not allowed to import"),
        ("elsewhere/__init__.py", "", "elsewhere"),
    ],
)
def test_what_they_forbid_breaks_them(copy: Path, file: str, line: str, words: str) -> None:
    path = copy / "reciprocal" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{line}\n", encoding="utf-8")
    result = lint(copy)
    assert result.returncode == 1
    assert words in result.stdout
