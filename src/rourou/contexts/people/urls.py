from django.urls import path

from rourou.contexts.people import views

urlpatterns = [
    path("posts/<public:post>/confirm", views.post_confirm, name="post_confirm"),
]
