"""Pages of docs/generated, written from the code so that they cannot say anything else than it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from reciprocal.config import HERE

FOLDER = HERE / "docs" / "generated"
_HEAD = "<!-- Written by `./run docs`. Change {source} instead, and run it again. -->"


def pages() -> dict[str, str]:
    """Give every generated page: its file's name and its text."""
    from reciprocal.config.documents import dictionary, lifecycle, rights, words

    return {
        "lifecycle.md": page(lifecycle.text(), "reciprocal/rulebook/lifecycle.py or states.py"),
        "access-matrix.md": page(rights.text(), "reciprocal/access/policy.py or reciprocal/rulebook/lifecycle.py"),
        "data-dictionary.md": page(dictionary.text(), "the models, policies and questions of the apps"),
        "notices.md": page(words.notices(), "reciprocal/rulebook/notices.py or lifecycle.py"),
        "glossary.md": page(words.glossary(), "reciprocal/rulebook/terms.py"),
    }


def run() -> int:
    """Write every page anew, take away what no code writes any more, and say what changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = pages()
    for path in sorted(FOLDER.glob("*.md")):
        if path.name not in written:
            path.unlink()
            print(f"removed  {path.name}")
    for name, text in written.items():
        path = FOLDER / name
        same = path.exists() and path.read_text(encoding="utf-8") == text
        path.write_text(text, encoding="utf-8")
        print(f"{'as it was' if same else 'written  '}  docs/generated/{name}")
    return 0


def page(lines: Iterable[str], source: str) -> str:
    """Join the lines of a page under a head that says where it comes from."""
    return "\n".join([_HEAD.format(source=source), "", *lines]) + "\n"


def prose(text: str) -> list[str]:
    """Write a paragraph, with lines as long as people read in a file, and an empty line after it."""
    return [*wrap(text, 110, break_long_words=False, break_on_hyphens=False), ""]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Write a table in Markdown. A bar inside a cell would end it, so it is written as an entity."""
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines] + [""]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "&#124;")


def first_sentence(docstring: str | None) -> str:
    """Give the first paragraph of a docstring on one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())


def listed(words: Iterable[str], last: str = "or") -> str:
    """Join words as people do: a, b or c."""
    *most, end = list(words) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end
