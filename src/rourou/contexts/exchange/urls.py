from django.urls import path

from rourou.contexts.exchange import views

urlpatterns = [
    path("imports", views.imports, name="imports"),
    path("imports/new", views.new_import, name="import_new"),
    path("imports/<public:run>", views.import_run, name="import_run"),
    path("imports/<public:run>/load", views.load, name="import_load"),
    path("imports/<public:run>/undo", views.undo, name="import_undo"),
]
