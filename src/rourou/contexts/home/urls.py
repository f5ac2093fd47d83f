from django.urls import path

from rourou.contexts.home import views

urlpatterns = [
    path("learners/<public:learner>", views.learner, name="learner"),
]
