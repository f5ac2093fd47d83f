from django.conf import settings
from django.urls import URLPattern, path

from rourou.foundation.ui import views

urlpatterns: list[URLPattern] = [
    path("language", views.language, name="language"),
    path("switch", views.switch, name="switch"),
]
if getattr(settings, "ROUROU_STAMP", "live") in {"demo", "test"}:
    urlpatterns.append(path("gallery", views.gallery, name="gallery"))
