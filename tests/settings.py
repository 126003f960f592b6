"""The product's settings with keys for tests; the database's address is set when its server stands."""

from __future__ import annotations

import base64
import os

# No secret: the data they guard live as long as the run.
os.environ["RECIPROCAL_SECRET_KEY"] = "a key for tests alone, so it may stand here for all to read"
os.environ["RECIPROCAL_MASTER_KEY"] = base64.b64encode(b"another key, for tests alone too").decode()
os.environ["RECIPROCAL_ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["RECIPROCAL_DEMO"] = "1"
os.environ["RECIPROCAL_DATABASE"] = "postgresql://reciprocal_web@/not-yet?host=/not-yet"

from reciprocal.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
