"""`./run COMMAND`: finds the command, and turns every expected failure into one line."""

from __future__ import annotations

import importlib
import sys

from reciprocal.config import Refused

COMMANDS = {
    "demo": "starts a synthetic London with a web server [--port N] [--fresh]",
    "test": "runs every test [what pytest takes]",
    "prove": "runs the long proofs and keeps their figures in var/proofs [log | races | screen] [--size N]",
    "screen": "says for each line of text where something could identify somebody, as JSON",
    "check": "checks the data: impossible states, ledger, audit chain, row-level security",
    "docs": "writes docs/generated anew",
    "roles": "makes the database's roles on your own server [--database NAME] [--passwords FILE]",
    "prepare": "brings the database's tables and policies up to date, as the owner",
    "first": "puts the first scheme manager into a new service, as the owner [EMAIL NAME PHONE]",
    "keys": "changes the master key for a new one, as the owner; begun again where it was stopped [rotate]",
    "serve": "runs the web server in production [--bind ADDRESS] [--workers N]",
    "worker": "does what is due and sends the notices [--every SECONDS] [--once]",
    "witness": "signs what the log is, outside the database [--every SECONDS] [--new-key FILE] [--restored]",
    "seed": "fills the demo's database (the demo does it by itself)",
    "django": "runs one of Django's own commands, for developers",
    "tools": "installs the tools for tests and `make sure`, and does nothing else",
}


def usage() -> str:
    """What `./run` says about itself."""
    width = max(map(len, COMMANDS))
    lines = [f"  ./run {name:<{width}}  {sentence}" for name, sentence in COMMANDS.items()]
    return "\n".join(["Reciprocal: a housing reciprocal for London.", "", *lines])


def main(arguments: list[str]) -> int:
    """Runs one command; returns what the shell is told."""
    name = arguments[0] if arguments else ""
    if name in ("", "help", "-h", "--help"):
        print(usage())
        return 0
    if name not in COMMANDS:
        print(f"There is no command {name!r}. `./run help` lists them.", file=sys.stderr)
        return 1
    module = importlib.import_module(f"reciprocal.config.commands.{name}")
    try:
        return int(module.main(arguments[1:]) or 0)
    except Refused as refusal:
        print(str(refusal), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
