"""The log: one line a problem, without what people typed."""

from __future__ import annotations

import logging
import sys

from reciprocal.config.logs import OneLine


def test_an_exceptions_own_text_is_left_out() -> None:
    try:
        raise ValueError("Key (address)=(12 Acacia Road)\nalready exists")
    except ValueError:
        record = logging.LogRecord("django.request", 40, "f", 1, "Internal Server Error: %s", ("/x",), sys.exc_info())
    line = OneLine().format(record)
    assert "Acacia" not in line
    assert "\n" not in line
    assert "Internal Server Error: /x (ValueError at" in line
    assert "test_logs.py:" in line
