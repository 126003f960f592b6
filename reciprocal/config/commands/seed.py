"""`./run seed`: fills the demo's database through the product's own actions, as the web process would."""

from __future__ import annotations

import os

from reciprocal.config import Refused
from reciprocal.config.commands import start_django


def main(arguments: list[str]) -> None:
    if os.environ.get("RECIPROCAL_DEMO") != "1":
        raise Refused("Only the demo is filled with invented people. `./run demo` does it by itself.")
    start_django()
    from reciprocal.demo import seed

    seed.seed()
