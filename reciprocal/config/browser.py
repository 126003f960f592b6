"""Finds the browser that tests drive."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str:
    """The Chromium of this machine: the one in CHROMIUM, or the first on PATH; empty where there is none."""
    given = os.environ.get("CHROMIUM")
    names = (given,) if given else NAMES
    return next((path for path in map(shutil.which, names) if path), "")
