from django.urls import path

from rourou.contexts.directory import views

urlpatterns = [
    path("clusters/<slug:cluster>/supply", views.supply, name="supply"),
    path("supply", views.supply, name="supply"),
    path("clusters/<slug:cluster>/supply/new", views.service_new, name="service_new"),
    path("supply/<public:service>", views.service, name="service"),
]
