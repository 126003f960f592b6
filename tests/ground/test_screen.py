"""`./run screen`: lines in, places and kinds out, and nothing of the text on either output."""

from __future__ import annotations

import json
import subprocess
import sys
import time


def run(given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "reciprocal", "screen"], input=given, capture_output=True, timeout=60, check=False
    )


def test_a_line_in_a_line_out_counted_in_characters() -> None:
    result = run("ring 07700 900123\n\nat the café: E8 3QN\r\nnothing here".encode())
    assert result.returncode == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"findings": [{"start": 5, "end": 17, "kind": "phone"}]},
        {"findings": []},
        {"findings": [{"start": 13, "end": 19, "kind": "postcode"}]},
        {"findings": []},
    ]
    assert result.stderr == b""


def test_nothing_in_nothing_out() -> None:
    result = run(b"")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


def test_what_is_not_utf_8_is_refused_in_one_sentence_that_quotes_nothing() -> None:
    result = run(b"fine\nring caf\xe9 07700 900123\n")
    assert result.returncode == 1
    assert result.stderr.decode() == "Line 2 is not UTF-8. Save the text as UTF-8, then try again.\n"
    assert result.stdout.decode() == '{"findings": []}\n'


def test_neither_django_nor_a_database_nor_a_network_is_loaded() -> None:
    program = (
        "import sys; from reciprocal.screen.look import look; look('Nadia, E8 3QN');"
        "print(sorted({'django', 'psycopg', 'socket', 'ssl', 'logging'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_the_first_answer_comes_within_a_second() -> None:
    began = time.monotonic()
    run(b"ring 07700 900123\n")
    assert time.monotonic() - began < 2  # a fifth of a second here; a loaded machine is given ten times as much
