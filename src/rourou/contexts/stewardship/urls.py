from django.urls import path

from rourou.contexts.stewardship import views

urlpatterns = [
    path("whanau/<public:learner>/looked", views.looked, name="looked"),
    path("whanau/<public:learner>/looked/<public:look>", views.ask, name="look_ask"),
    path("privacy", views.privacy, name="privacy"),
    path("privacy/questions/<public:question>", views.answer, name="look_answer"),
]
