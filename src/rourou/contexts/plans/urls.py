from django.urls import path

from rourou.contexts.plans import views

urlpatterns = [
    path("register", views.register, name="register"),
    path("learners/<public:learner>/plan", views.plan, name="plan"),
    path("learners/<public:learner>/plan/edit", views.plan_edit, name="plan_edit"),
    path("learners/<public:learner>/plan/end", views.plan_end, name="plan_end"),
    path("learners/<public:learner>/plan/suggest", views.plan_suggest, name="plan_suggest"),
    path("plan/suggestions/<public:suggestion>/answer", views.suggestion_answer, name="suggestion_answer"),
    path("plan/actions/<public:action>/done", views.action_done, name="action_done"),
]
