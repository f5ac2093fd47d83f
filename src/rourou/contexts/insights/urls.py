from django.urls import path

from rourou.contexts.insights import views

urlpatterns = [
    path("insights", views.insights, name="insights"),
    path("insights/areas", views.areas, name="insights_areas"),
]
