"""Settings, addresses, the database server and the commands of `./run`."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
# What is made while running: the demo's data, collected style sheets. Never part of the repository.
VAR = Path(os.environ.get("RECIPROCAL_VAR") or HERE / "var")


class Refused(Exception):
    """An expected failure: its text is the one line that the person at the console reads."""
