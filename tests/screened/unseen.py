"""The trial set of somebody who had seen neither lists nor rules: its figures, and the table of the README."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from reciprocal.config import HERE
from reciprocal.screen.look import look
from tests.screened import FOLDER, SURE, with_interval

README = HERE / "reciprocal" / "screen" / "README.md"
BEGIN, END = "<!-- unseen: written by ./run prove screen -->\n", "<!-- end of unseen -->\n"
TENTH = 10
"""With the tests each tenth line is read; all of them by `./run prove screen`, which keeps the figures of both."""
COUNTED = ("marks", "found", "own marks", "own found")
"""What is counted of each: its marks and those found, and among names those that no list was asked for."""

Counts = dict[str, dict[str, int]]


def read() -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each line of the set, with where the value of each of its marks was taken from."""
    texts, origins = (
        (FOLDER / file).read_text(encoding="utf-8").rstrip("\n").split("\n")
        for file in ("unseen.jsonl", "unseen_from.txt")
    )
    for line, origin in zip(texts, origins, strict=True):
        yield json.loads(line), origin.split()


def counts(each: int = 1) -> Counts:
    """What the screen finds now. A finding counts where it overlaps the mark and has its kind."""
    counted: dict[str, Counter[str]] = {}
    for line, origins in islice(read(), 0, None, each):
        found = look(line["text"])
        sort, _, group = line["group"].partition(":")
        if sort == "clean":
            counted.setdefault(f"clean lines, {group}", Counter()).update(marks=1, found=bool(found))
        for mark, origin in zip(line["findings"], origins, strict=True):
            hit = any(one.kind == mark["kind"] and one.start < mark["end"] and mark["start"] < one.end for one in found)
            own = origin == "own"
            keys = {"name": ["names", group], "mixed": [f"{mark['kind']}, among others"], "structured": [group]}[sort]
            for key in keys:
                counted.setdefault(key, Counter()).update(
                    {"marks": 1, "found": hit, "own marks": own, "own found": own and hit}
                )
    return {key: {name: counted[key][name] for name in COUNTED} for key in sorted(counted)}


def bar_of(key: str) -> float | None:
    """The share that was asked for before the first contact; of clean lines the most that may be flagged."""
    if key.startswith("clean"):
        return 0.20 if "adversarial" in key else 0.08
    if "among others" in key:
        return None
    kinds = {"address", "date_of_birth", "school", "handle", "case_number"}
    return {"names": 0.95, "english_word": 0.85}.get(key, 0.99 if key in SURE else 0.93 if key in kinds else 0.90)


def holds(key: str, counted: dict[str, int]) -> bool:
    """Whether the share that was asked for is reached."""
    bar, share = bar_of(key), counted["found"] / counted["marks"]
    return bar is None or (share <= bar if key.startswith("clean") else share >= bar)


def table(first: Counts, now: Counts) -> str:
    """What stands in the README between its two marks."""
    rows = [
        "| what | bar | found at first contact | share | interval | own names alone | now, known | share |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for key in sorted(now, key=lambda key: (_part(key), key)):
        bar, old, new = bar_of(key), first[key], now[key]
        low, high = with_interval(old["found"], old["marks"])["interval"]
        own = f"{old['own found']}/{old['own marks']}" if 0 < old["own marks"] < old["marks"] else ""
        cells = (
            key.replace("_", " "),
            f"{'≤' if key.startswith('clean') else '≥'} {bar:.2f}" if bar else "",
            f"{old['found']}/{old['marks']}",
            _share(key, old),
            f"{low:.3f} to {high:.3f}",
            own,
            f"{new['found']}/{new['marks']}",
            _share(key, new),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _part(key: str) -> int:
    """Names of all first, then the communities, the kinds, the lines with several, the clean lines."""
    if key in ("names", "english_word"):
        return 0
    return 4 if key.startswith("clean") else 3 if "among others" in key else 2 if bar_of(key) != 0.90 else 1


def _share(key: str, counted: dict[str, int]) -> str:
    share = f"{counted['found'] / counted['marks']:.3f}"
    return share if holds(key, counted) else f"**{share}**"


def in_readme() -> str:
    """The table as it stands in the README."""
    return README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def kept(name: str) -> dict[str, Any]:
    """Figures that were kept as a file: of the `first` contact, or of `now`."""
    figures: dict[str, Any] = json.loads((FOLDER / f"unseen_{name}.json").read_text(encoding="utf-8"))
    return figures


def keep() -> None:
    """Read the whole set, keep the figures of now, and put the table into the README."""
    now = {"all lines": counts(), "each tenth line": counts(TENTH)}
    rows = [
        f' "{part}": {{\n' + ",\n".join(f'  "{key}": {json.dumps(figures[key])}' for key in figures) + "\n }"
        for part, figures in now.items()
    ]
    (FOLDER / "unseen_now.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    text = table(kept("first"), now["all lines"])
    whole = README.read_text(encoding="utf-8")
    README.write_text(whole.replace(BEGIN + in_readme() + END, BEGIN + text + END), encoding="utf-8")
