from django.urls import path

from rourou.contexts.home import views

urlpatterns = [
    path("today", views.today, name="today"),
    path("find", views.find, name="find"),
    path("learners/<public:learner>", views.learner, name="learner"),
    path("classes", views.my_class, name="my_class"),
    path("classes/<public:school_class>", views.school_class, name="class"),
    path("whanau", views.whanau, name="whanau"),
    path("whanau/plan", views.whanau_plan, name="whanau_plan"),
    path("whanau/sharing", views.whanau_sharing, name="whanau_sharing"),
    path("whanau/<public:learner>", views.whanau_of, name="whanau_of"),
    path("my", views.whanau, name="my"),
]
