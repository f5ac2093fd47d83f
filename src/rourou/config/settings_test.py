"""Settings of the tests: the same wiring, with the store stamped as a test store."""

import os

os.environ.setdefault("ROUROU_STAMP", "test")

from rourou.config.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
