"""`./run check`: self-checks of the data, as the check role, which may look and change nothing."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress

from reciprocal.config import Refused
from reciprocal.config.commands import demo, start_django


def main(arguments: list[str]) -> int | None:
    """Checks the database in RECIPROCAL_DATABASE, or else the demo's, whether the demo runs or not."""
    if os.environ.get("RECIPROCAL_DATABASE"):
        _refuse_without_witness()
        return _run()
    if not os.environ.get("DATABASE_URL") and not (demo.DATA / "data").exists():
        raise Refused("There is nothing to check yet. Start `./run demo` once, or set RECIPROCAL_DATABASE.")
    with ExitStack() as stack:
        with suppress(Refused):  # where a demo runs, its server is used
            stack.enter_context(demo.alone())
        urls = stack.enter_context(demo.database(passwords_for=("check",)))
        os.environ["RECIPROCAL_DATABASE"] = urls["check"]
        os.environ["RECIPROCAL_DEMO"] = "1"
        os.environ.update(demo.keys_in(demo.DATA) | demo.witness_in(demo.DATA))
        return _run()


def _refuse_without_witness() -> None:
    """Raises Refused where the log could not be compared with what is known of it outside the database."""
    for name, what in (
        ("RECIPROCAL_WITNESS", "the folder with the checkpoints of the log"),
        ("RECIPROCAL_WITNESS_KEY", "the file with the public key of the witness"),
    ):
        if not os.environ.get(name):
            raise Refused(f"Set {name} to {what}. See docs/operations.md.")


def _run() -> int | None:
    start_django()
    from django.db import connections

    from reciprocal.config import checks

    try:
        return checks.run()
    finally:
        connections.close_all()
