"""A proof that runs small with the tests and long by `./run prove`, which keeps its figures as a file."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# How many rounds `./run prove` asks for; 0 with the tests.
LONG = int(os.environ.get("RECIPROCAL_PROOF_SIZE", "0"))


@dataclass(frozen=True)
class Proof:
    """How long this run is, and where its figures are kept; both come from `./run prove`."""

    long: int
    folder: str

    def size(self, sample: int) -> int:
        """Give how many rounds to run: the sample with the tests, else as many as `./run prove` said."""
        return self.long or sample

    def keep(self, proof: str, part: str, seed: int, figures: dict[str, Any]) -> None:
        """Print the figures, and keep them where `./run prove` says."""
        found = {"proof": proof, "part": part, "seed": seed, **figures}
        print(json.dumps(found, indent=1))
        if self.folder:
            file = Path(self.folder) / f"{proof}-{part.replace(' ', '-')}.json"
            file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


@pytest.fixture
def proof() -> Proof:
    """The size of this run."""
    return Proof(LONG, os.environ.get("RECIPROCAL_PROOF_FOLDER", ""))
