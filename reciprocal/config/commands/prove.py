"""`./run prove [NAME]`: the long proofs. They are tests that run longer; each leaves its figures in var/proofs/."""

from __future__ import annotations

import os
import subprocess
import sys

from reciprocal.config import HERE, Refused
from reciprocal.config.commands import Parser

# Name: the file of the proof, and how many rounds of each of its parts are run.
PROOFS = {
    "log": ("tests/guarantees/test_tampering.py", 1000),
    "bars": ("tests/guarantees/test_bars.py", 10_000),
    "enumeration": ("tests/guarantees/test_enumeration.py", 2000),  # pairs of each door
    "fuzz": ("tests/guarantees/test_fuzz.py", 100_000),  # bad inputs
    "races": ("tests/guarantees/test_races.py", 1000),
    "screen": ("tests/guarantees/test_screen_figures.py", 6),  # as many folds
    "twin": ("tests/guarantees/test_twin_worlds.py", 3000),  # journeys for each of eight secrets
}


def main(arguments: list[str]) -> None:
    options = Parser(prog="./run prove", description=__doc__)
    options.add_argument("name", nargs="?", choices=sorted(PROOFS), help="which one; without it, all of them")
    options.add_argument("--size", type=int, help="how many rounds of each part")
    asked = options.parse_args(arguments)
    if asked.size is not None and asked.size < 1:
        raise Refused("A proof has at least one round.")
    folder = HERE / "var" / "proofs"
    folder.mkdir(parents=True, exist_ok=True)
    for name in [asked.name] if asked.name else sorted(PROOFS):
        file, size = PROOFS[name]
        rounds = str(asked.size or size)
        print(f"The proof {name}: {rounds} rounds of each part.", flush=True)
        environment = {**os.environ, "RECIPROCAL_PROOF_SIZE": rounds, "RECIPROCAL_PROOF_FOLDER": str(folder)}
        if subprocess.run([sys.executable, "-m", "pytest", "-q", file], cwd=HERE, env=environment).returncode:
            raise Refused(f"The proof {name} failed; what went wrong is above.")
    print(f"Proved. The figures are in {folder}.")
