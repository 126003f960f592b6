"""`./run screen`: reads lines, and says for each where something could identify somebody.

One line of text in, one line of JSON out: where each finding begins and ends, counted in characters, and its kind.
The text itself is neither printed nor kept.
"""

from __future__ import annotations

import json
import sys

from reciprocal.config import Refused
from reciprocal.config.commands import Parser
from reciprocal.screen.look import look


def main(arguments: list[str]) -> None:
    Parser(prog="./run screen", description=__doc__).parse_args(arguments)
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8").removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError:
            raise Refused(f"Line {number} is not UTF-8. Save the text as UTF-8, then try again.") from None
        findings = [{"start": one.start, "end": one.end, "kind": one.kind} for one in look(text)]
        print(json.dumps({"findings": findings}), flush=True)
