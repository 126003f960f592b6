"""Fits reciprocal/screen/data/weights.json on tests/screened: PYTHONPATH=. .venv/bin/python scripts/fit_names.py

The threshold is not fitted: it is chosen by the curve that `./run prove screen` prints, and stands here.
"""

from __future__ import annotations

import json

from reciprocal.screen import names
from tests.screened.fitting import everything, known, trained

THRESHOLD = -1.25


def main() -> None:
    fitted = trained(everything(), known())
    weights = {name: round(weight, 3) for name, weight in sorted(fitted.items()) if abs(weight) >= 0.02}
    kept = {"threshold": THRESHOLD, "weights": weights}
    names.FILE.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights in {names.FILE.stat().st_size} bytes.")


if __name__ == "__main__":
    main()
