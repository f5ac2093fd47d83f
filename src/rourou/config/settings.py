"""The wiring of Django. Everything that differs between machines comes from the environment (config/env.py)."""

import os
from pathlib import Path
from typing import Any

from rourou.config import env
from rourou.foundation.store.address import from_environment
from rourou.foundation.ui import languages

languages.install()

BASE_DIR = Path(__file__).resolve().parent.parent

# "demo" and "test" are said by `rourou demo` and the tests; anything else is a live store.
ROUROU_STAMP = os.environ.get("ROUROU_STAMP", "live")
ROUROU_DEMO = ROUROU_STAMP == "demo"
ROUROU_DEMO_FIRST = tuple(filter(None, os.environ.get("ROUROU_DEMO_FIRST", "").split(",")))  # said by `rourou demo`
ROUROU_SHOW_UNREVIEWED = ROUROU_STAMP in {"demo", "test"} or os.environ.get("ROUROU_SHOW_UNREVIEWED") == "yes"
ROUROU_DB_ROLE = os.environ.get("ROUROU_DB_ROLE", "app")

SECRET_KEY = os.environ.get("ROUROU_SECRET_KEY", "demo-only-not-secret" if ROUROU_STAMP != "live" else "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ROUROU_ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
BEHIND_TLS = os.environ.get("ROUROU_BEHIND_TLS") == "yes"

CONTEXTS = (
    "people", "sharing", "directory", "register", "plans", "referrals", "moves",
    "allocation", "meetings", "insights", "exchange", "stewardship", "home",
)  # fmt: skip

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "rourou.foundation.tenancy",
    "rourou.foundation.audit",
    "rourou.foundation.access",
    "rourou.foundation.ui",
    *(f"rourou.contexts.{context}" for context in CONTEXTS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rourou.foundation.ui.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rourou.foundation.ui.security.SecurityHeadersMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "rourou.foundation.ui.errors.RefusalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rourou.foundation.ui.middleware.CallMiddleware",
]

ROOT_URLCONF = "rourou.config.urls"
WSGI_APPLICATION = "rourou.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "rourou.foundation.ui.frame.context",
            ]
        },
    }
]
# A file that is sent is read in memory and never written to a disk; a larger one is not taken in at all.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": from_environment(ROUROU_DB_ROLE).django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "tenancy.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_ENGINE = "rourou.foundation.tenancy.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "rourou_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"

# Sign-in by a code in an e-mail: nobody makes an account for themselves, no answer says whether an address is known.
# Only the flow of allauth is used; its pages are not routed (foundation/ui/codes.py).
ACCOUNT_ADAPTER = "rourou.foundation.ui.codes.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# For each address: 5 codes in ten minutes, 20 in a day, so that 100 guesses in a day are the most anybody has.
ACCOUNT_RATE_LIMITS = {"request_login_code": "5/600s/key,20/d/key"}
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"

LANGUAGE_CODE = "en-nz"
LANGUAGES = languages.available(ROUROU_SHOW_UNREVIEWED)
LOCALE_PATHS = languages.locale_paths(ROUROU_SHOW_UNREVIEWED)
FORMAT_MODULE_PATH = "rourou.foundation.ui.formats"
CSRF_FAILURE_VIEW = "rourou.foundation.ui.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "rourou_language"
USE_TZ = True
TIME_ZONE = "Pacific/Auckland"

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("ROUROU_STATIC_ROOT") or None  # without one, the package serves its own
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

globals().update(env.django_settings())
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if ROUROU_STAMP != "live":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = Path(os.environ.get("ROUROU_DATA_DIR", ".rourou")) / "outbox"

# Logs hold classes and codes, never values: no request bodies, no SQL, no tracebacks with locals.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.db.backends": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
}
