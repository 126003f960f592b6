"""`./run test`: every test, with browser tests where a Chromium is found."""

from __future__ import annotations

import os
import sys

from reciprocal.config import HERE, Refused
from reciprocal.config.browser import find_chromium


def main(arguments: list[str]) -> None:
    chromium = find_chromium()
    if not chromium and os.environ.get("RECIPROCAL_REQUIRE_BROWSER") == "1":
        raise Refused("RECIPROCAL_REQUIRE_BROWSER is set, and no Chromium was found. Install one, or set CHROMIUM.")
    if not chromium:
        print(
            "No Chromium was found, so the browser tests are skipped. Install one, or set CHROMIUM.",
            flush=True,
        )
    os.chdir(HERE)
    # xdist's workers must name the tests alike, also where a name comes from a set.
    os.environ["PYTHONHASHSEED"] = "0"
    # Without a choice of tests: all of them, on every core.
    chosen = arguments or ["-n", "auto"]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *chosen])
