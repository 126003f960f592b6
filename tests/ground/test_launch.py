"""The set-up: what it does where something that it needs is missing."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reciprocal.config import HERE


@pytest.fixture
def launch() -> ModuleType:
    """The set-up script as a module."""
    spec = importlib.util.spec_from_file_location("launch", HERE / "scripts" / "launch.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    """Makes this Python one that lacks some modules, as Debian's may."""
    found = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> importlib.machinery.ModuleSpec | None:
        return None if name in missing else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find)


def test_without_pip_the_environment_brings_its_own(launch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pip")
    assert launch.pip_command()[0] == str(launch.PYTHON)


def test_without_pip_and_ensurepip_it_says_what_to_install(
    launch: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    without(monkeypatch, "pip", "ensurepip")
    monkeypatch.setattr(launch, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(launch, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(launch, "STAMP", tmp_path / ".venv" / "installed-from")
    assert launch.main(["demo"]) == 1
    said = capsys.readouterr().err.strip()
    assert "has neither pip" in said
    assert "\n" not in said
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(("command", "printed"), [("demo", True), ("screen", False)])
def test_where_a_command_prints_data_the_set_up_keeps_out_of_it(
    launch: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, printed: bool
) -> None:
    monkeypatch.setattr(launch, "prepare", lambda with_test_tools: launch.say("Installing …"))
    monkeypatch.setattr(launch.os, "execv", lambda *given: None)
    launch.main([command])
    assert ("Installing" in capsys.readouterr().out) is printed


def test_a_changed_lock_or_another_python_is_noticed(
    launch: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.lock").write_text("one")
    monkeypatch.setattr(launch, "HERE", tmp_path)
    first = launch.fingerprint("a.lock")
    assert launch.fingerprint("a.lock") == first
    monkeypatch.setattr(sys, "version", "another")
    assert launch.fingerprint("a.lock") != first
    monkeypatch.undo()
    monkeypatch.setattr(launch, "HERE", tmp_path)
    (tmp_path / "a.lock").write_text("two")
    assert launch.fingerprint("a.lock") != first
