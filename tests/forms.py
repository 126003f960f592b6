"""A form as a browser would send it."""

from __future__ import annotations

import html
import re


def form_of(page: str) -> dict[str, str]:
    """What a browser would send for a form as it stands, without a key touched."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        attributes = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        ticked = attributes.get("type") not in ("checkbox", "radio") or "checked" in tag
        if attributes.get("name") and ticked:
            found[attributes["name"]] = attributes.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        found[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S):
        found[name] = html.unescape(text.removeprefix("\n"))
    return found
