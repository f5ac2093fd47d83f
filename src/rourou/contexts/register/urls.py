from django.urls import path

from rourou.contexts.register import views

urlpatterns = [
    path("concerns", views.concerns, name="concerns"),
    path("concerns/new", views.concern_new, name="concern_new"),
    path("concerns/<public:concern>", views.concern, name="concern"),
    path("clusters", views.clusters, name="clusters"),
    path("clusters/<slug:cluster>/register", views.cluster_register, name="cluster_register"),
    path("learners/<public:learner>/entry", views.entry, name="entry"),
    path("learners/<public:learner>/entry/new", views.entry, name="entry_new"),
    path("learners/<public:learner>/entry/close", views.entry_close, name="entry_close"),
    path("learners/<public:learner>/notes/new", views.note_new, name="note_new"),
    path("learners/<public:learner>/timeline", views.timeline, name="timeline"),
    path("promises/<public:note>/kept", views.promise_keep, name="promise_keep"),
    path("promises/<public:note>/move", views.promise_move, name="promise_move"),
]
