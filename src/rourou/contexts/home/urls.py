from django.urls import path

from rourou.contexts.home import views

urlpatterns = [
    path("find", views.find, name="find"),
    path("learners/<public:learner>", views.learner, name="learner"),
    path("classes", views.my_class, name="my_class"),
    path("classes/<public:school_class>", views.school_class, name="class"),
]
