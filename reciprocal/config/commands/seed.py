"""`./run seed`: fills the demo's database: its stories as the web process would, its history as the owner."""

from __future__ import annotations

import os

from reciprocal.config import Refused
from reciprocal.config.commands import Parser, start_django


def main(arguments: list[str]) -> None:
    if os.environ.get("RECIPROCAL_DEMO") != "1":
        raise Refused("Only the demo is filled with invented people. `./run demo` does it by itself.")
    parser = Parser(prog="seed", description="Fills the demo's database.")
    parser.add_argument("part", choices=("landlords", "stories", "history"), help="what it is filled with")
    part = parser.parse_args(arguments).part
    start_django()
    from reciprocal.demo import history, london, seed

    {"landlords": london.settle, "stories": seed.seed, "history": lambda: history.write(seed.today())}[part]()
