"""Style sheets and scripts: GOV.UK Frontend without crest and typeface, and our own, under hashed names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
from django.conf import settings
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from reciprocal.config import VAR, Refused

FRONTEND = settings.BASE_DIR / "node_modules" / "govuk-frontend" / "dist" / "govuk"
# Says from which sources the files were collected last.
COLLECTED = VAR / "static-made-from"
STYLES, SCRIPT = "govuk-frontend.min.css", "govuk-frontend.min.js"


class HashedNames(CompressedManifestStaticFilesStorage):
    """Each file under a name with its hash, so that a browser may keep it for ever."""

    # Our files name no other files, and GOV.UK Frontend's name only what we leave out.
    patterns = ()


def without_crown(css: str) -> str:
    """GOV.UK Frontend's styles without the typeface and the crest, which only gov.uk services may use."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial", "arial")
    css = re.sub(r"[\w-]*(?:background|mask)-image:url\(/assets/images/[^)]*\);?", "", css)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)


def collect() -> None:
    """Puts every style sheet and script where the web server reads them, if they changed since last time."""
    if not (FRONTEND / STYLES).exists():
        raise Refused("GOV.UK Frontend is not installed. Start by `./run`, which fetches it.")
    stamp = COLLECTED
    now = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    target: Path = settings.STATICFILES_DIRS[0][1]
    target.mkdir(parents=True, exist_ok=True)
    (target / STYLES).write_text(without_crown((FRONTEND / STYLES).read_text(encoding="utf-8")), encoding="utf-8")
    script = (FRONTEND / SCRIPT).read_text(encoding="utf-8")
    (target / SCRIPT).write_text(re.sub(r"//# sourceMappingURL=.*", "", script), encoding="utf-8")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now, encoding="ascii")


def _sources() -> Iterator[Path]:
    """Every file that is collected, and this one, which says how."""
    yield from (Path(__file__), FRONTEND / STYLES, FRONTEND / SCRIPT)
    yield from sorted((Path(allauth.__file__).parent / "mfa" / "static").rglob("*.js"))
    for folder in sorted((settings.BASE_DIR / "reciprocal").glob("*/static")):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _fingerprint() -> str:
    """A hash over the names and contents of the sources."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
