from django.urls import path

from rourou.contexts.moves import views

urlpatterns = [
    path("moves", views.board, name="moves"),
    path("moves/new", views.new, name="move_new"),
    path("moves/<public:move>", views.move, name="move"),
    path("moves/<public:move>/share", views.share, name="move_share"),
    path("moves/<public:move>/accept", views.accept, name="move_accept"),
    path("moves/<public:move>/met", views.met, name="move_met"),
    path("moves/<public:move>/first-day", views.first_day, name="move_first_day"),
    path("moves/<public:move>/answers", views.answers, name="move_answers"),
    path("moves/<public:move>/week-six", views.week_six, name="move_week_six"),
    path("moves/<public:move>/stop", views.stop, name="move_stop"),
]
