from django.conf import settings
from django.urls import URLPattern, path

from rourou.foundation.ui import signing_in, views

urlpatterns: list[URLPattern] = [
    path("", signing_in.home, name="home"),
    path("sign-in", signing_in.sign_in, name="sign_in"),
    path("code", signing_in.code, name="code"),
    path("sign-out", signing_in.sign_out, name="sign_out"),
    path("you", signing_in.you, name="you"),
    path("help", signing_in.help_page, name="help"),
    path("privacy-notice", signing_in.privacy_notice, name="privacy_notice"),
    path("accessibility", signing_in.accessibility, name="accessibility"),
    path("keeping-safe", signing_in.keeping_safe, name="keeping_safe"),
    path("went-wrong", signing_in.went_wrong, name="went_wrong"),
    path("language", views.language, name="language"),
    path("switch", views.switch, name="switch"),
    # The one name of allauth's own that its machinery looks for.
    path("sign-in", signing_in.sign_in, name="account_login"),
]
if getattr(settings, "ROUROU_STAMP", "live") in {"demo", "test"}:
    urlpatterns += [
        path("gallery", views.gallery, name="gallery"),
        path("demo/sign-in", signing_in.demo_sign_in, name="demo_sign_in"),
    ]
