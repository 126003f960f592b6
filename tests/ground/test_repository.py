"""Promises about the repository's own files."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from reciprocal.config import HERE, static

LOCKS = sorted(path.name for path in HERE.glob("requirements*.lock"))


def pinned(name: str) -> set[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9._-]+==[^ ]+)", text, re.MULTILINE))


def test_the_larger_lock_holds_the_smaller_one() -> None:
    assert pinned("requirements.lock")
    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json"])
def test_a_lock_names_no_address(name: str) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "resolved" not in text


@pytest.mark.parametrize("name", LOCKS)
def test_every_pinned_package_has_a_hash(name: str) -> None:
    for entry in re.split(r"\n(?=[a-z])", (HERE / name).read_text(encoding="utf-8").strip()):
        assert "--hash=sha256:" in entry, entry


def test_every_node_package_has_a_hash() -> None:
    packages = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(entry["integrity"].startswith("sha512-") for name, entry in packages.items() if name)


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (HERE / "pyproject.toml").read_text(encoding="utf-8")
    for dependency in tomllib.loads(text)["project"]["dependencies"]:
        assert re.search(rf'"{re.escape(dependency)}", +# \w+', text), dependency


def test_the_styles_come_without_crest_and_typeface() -> None:
    original = (static.FRONTEND / static.STYLES).read_text(encoding="utf-8")
    left = static.without_crown(original)
    assert "GDS Transport" in original
    assert "crest" in original
    for word in ("GDS Transport", "font-face", "crest", "/assets/", "sourceMappingURL"):
        assert word not in left
    # Nothing else went with it.
    assert len(left) > 0.97 * len(original)
    assert left.count("{") == left.count("}")


def test_the_set_up_script_needs_nothing_installed() -> None:
    text = Path(HERE / "scripts" / "launch.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE))
    import sys

    assert imported <= set(sys.stdlib_module_names)
