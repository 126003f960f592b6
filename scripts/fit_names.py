"""Fits reciprocal/screen/data/weights.json on the development set: PYTHONPATH=. .venv/bin/python scripts/fit_names.py

The threshold is not fitted: it is chosen by the curve that `./run prove screen` prints, and stands here.
"""

from __future__ import annotations

import json

from reciprocal.screen import names
from tests.screened.fitting import everything, trained

THRESHOLD = -1.0


def main() -> None:
    weights = {name: round(weight, 3) for name, weight in sorted(trained(everything()).items()) if abs(weight) >= 0.02}
    kept = {"threshold": THRESHOLD, "weights": weights}
    names.FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights in {names.FILE.stat().st_size} bytes.")


if __name__ == "__main__":
    main()
