"""The least Django that draws our pages, for running these tests alone. The suite uses rourou.config.settings_test."""

from rourou.foundation.ui.languages import available, install, locale_paths

install()
SECRET_KEY = "only-for-tests"
ROUROU_STAMP = "test"
ROUROU_DEMO = False
ROUROU_SHOW_UNREVIEWED = True
INSTALLED_APPS = ["django.contrib.staticfiles", "rourou.foundation.ui"]
ROOT_URLCONF = "rourou.foundation.ui.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
STATIC_URL = "/static/"
LANGUAGE_CODE = "en-nz"
LANGUAGES = available(True)
FORMAT_MODULE_PATH = "rourou.foundation.ui.formats"
LANGUAGE_COOKIE_NAME = "rourou_language"
LOCALE_PATHS = locale_paths(True)
USE_TZ = True
TIME_ZONE = "Pacific/Auckland"
