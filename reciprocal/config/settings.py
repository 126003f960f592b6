"""Django's settings. What differs from place to place comes from the environment, and nothing else does.

RECIPROCAL_DATABASE       address of the database for this process's one role
RECIPROCAL_SECRET_KEY     signs sessions and forms
RECIPROCAL_MASTER_KEY     32 bytes in base64: wraps the keys that sealed fields are encrypted with
RECIPROCAL_MASTER_KEY_OLD the master key before it, while `./run keys rotate` changes one for the other
RECIPROCAL_ALLOWED_HOSTS  names that the service answers to, with commas between
RECIPROCAL_ADDRESS        where people open the service, such as https://moves.example.org, for the links in mails
RECIPROCAL_SMTP           the mail server: smtp://login:password@host:587, or smtps:// for TLS from the first byte
RECIPROCAL_MAIL_FROM      the address that notices come from
RECIPROCAL_WITNESS        folder outside the database for what is known of the log: checkpoints and a count
RECIPROCAL_WITNESS_KEY    file with the public key that the checkpoints are signed for
RECIPROCAL_SCHEME         which rulebook file is in force (london)
RECIPROCAL_DEMO           1 in the demo: stepping in as one of the cast, no TLS
RECIPROCAL_VAR            folder for what is made while running (var)
"""

from __future__ import annotations

import base64
import os
from typing import Any

from csp.constants import NONE, SELF

from reciprocal.config import HERE, VAR
from reciprocal.config.addresses import django_database, smtp

BASE_DIR = HERE

DEMO = os.environ.get("RECIPROCAL_DEMO") == "1"
SCHEME = os.environ.get("RECIPROCAL_SCHEME", "london")
SECRET_KEY = os.environ.get("RECIPROCAL_SECRET_KEY", "")
MASTER_KEY = base64.b64decode(os.environ.get("RECIPROCAL_MASTER_KEY", ""))
WITNESS = os.environ.get("RECIPROCAL_WITNESS", "")
WITNESS_KEY = os.environ.get("RECIPROCAL_WITNESS_KEY", "")
OLD_MASTER_KEY = base64.b64decode(os.environ.get("RECIPROCAL_MASTER_KEY_OLD", ""))
ALLOWED_HOSTS = [host for host in os.environ.get("RECIPROCAL_ALLOWED_HOSTS", "").split(",") if host]
DEBUG = False

# One process, one role, one alias. Without an address, whatever reads the database fails at once.
DATABASES: dict[str, dict[str, Any]] = django_database(os.environ.get("RECIPROCAL_DATABASE", ""))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "reciprocal.access",
    "reciprocal.ui",
    "reciprocal.audit",
    "reciprocal.partners",
    "reciprocal.accounts",
    "reciprocal.notifications",
    "reciprocal.ledger",
    "reciprocal.workflow",
    "reciprocal.property_requests",
    "reciprocal.homes",
    "reciprocal.circulation",
    "reciprocal.offers",
    "reciprocal.worklist",
    "reciprocal.demo",
    # After ours, so that our templates stand in for theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# In the demonstration the first page asks whom one would like to be.
LOGIN_URL = "/" if DEMO else "/sign-in/"
# The guard of every view writes each sensitive look here; the log stands above it in the order of imports.
LOG_OF_LOOKS = "reciprocal.audit.log.look"
# Which posts a person holds besides the one that acts stands above the guard too.
OTHER_POSTS = "reciprocal.accounts.queries.other_posts"
# And what is sent twice from one page is answered here.
ONCE = "reciprocal.accounts.once.once"
# Mails about an account go into the outbox, which stands above accounts in the same way.
ACCOUNT_MAIL = "reciprocal.notifications.outbox.queue_account_mail"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 3600

# Signing in: work e-mail and password, then a code app or a key. Only the addresses in accounts/urls.py are routed.
ACCOUNT_ADAPTER = "reciprocal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with a link in a mail of ours
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_FORMS = {"reset_password": "reciprocal.accounts.forms.HelpForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# Each key holds device and account together, so that nobody can lock somebody else out from elsewhere.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key",
    "login": "30/m/ip",
    "reset_password": "20/m/ip",
    "reset_mail": "5/h/key",
    "register": "20/h/ip,3/h/key",
}
MFA_ADAPTER = "reciprocal.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {"authenticate": "reciprocal.accounts.forms.CodeForm"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
# The proxy on the same machine says from where a request comes; in the demonstration there is none.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEMO else 1

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "reciprocal.accounts.origin.OwnFormsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "reciprocal.demo.time.DemoClockMiddleware",
    "reciprocal.accounts.kept.KeptPagesMiddleware",
    "reciprocal.access.guard.GuardMiddleware",
]
ROOT_URLCONF = "reciprocal.config.urls"
WSGI_APPLICATION = "reciprocal.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "reciprocal.config.frame.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Mail. In the demonstration nothing leaves the machine: what would have been sent is on a page.
ADDRESS = os.environ.get("RECIPROCAL_ADDRESS", "http://localhost:8000").rstrip("/")
MAIL_FROM = os.environ.get("RECIPROCAL_MAIL_FROM", "notices@reciprocal.example")
EMAIL_BACKEND = "reciprocal.demo.mailbox.Mailbox" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 30
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = smtp(
    os.environ.get("RECIPROCAL_SMTP", "")
)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Sessions: in the database, ended after a quarter of an hour without a click or when the browser closes.
SESSION_ENGINE = "reciprocal.accounts.sessions"
SESSION_COOKIE_AGE = 15 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEMO
SESSION_COOKIE_NAME = "session" if DEMO else "__Host-session"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "reciprocal.accounts.sign_in_views.form_is_old"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_NAME = "csrf" if DEMO else "__Host-csrf"

# Outside the demo a proxy on the same machine ends TLS and says so; gunicorn believes no other.
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# Style sheets and scripts, collected once (see reciprocal.config.static) and served under hashed names.
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [("govuk", VAR / "govuk")]
# That folder is made when the files are collected; and the check of forms is there, as a class of our own.
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004", "security.W003"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "reciprocal.config.static.HashedNames"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one line": {"()": "reciprocal.config.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "one line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # "Not found" is an answer, not a problem, and its address may be a guess at somebody's case.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # Its line would hold the address of a step.
        "django.security.csrf": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
