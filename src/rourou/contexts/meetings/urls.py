from django.urls import path

from rourou.contexts.meetings import views

urlpatterns = [
    path("hui", views.hui_list, name="hui"),
    path("hui/new", views.hui_new, name="hui_new"),
    path("hui/<public:hui>", views.hui, name="hui_page"),
    path("hui/<public:hui>/round", views.take_round, name="hui_round"),
    path("hui/<public:hui>/now", views.now, name="hui_now"),
    path("hui/<public:hui>/close", views.close, name="hui_close"),
    path("hui/<public:hui>/items/new", views.item_new, name="hui_item_new"),
    path("hui/<public:hui>/items/<int:number>", views.item, name="hui_item"),
    path("hui/<public:hui>/items/<int:number>/step-back", views.step_back, name="hui_step_back"),
    path("hui/<public:hui>/minutes", views.minutes, name="hui_minutes"),
    path("hui/<public:hui>/minutes/correct", views.correct, name="hui_correct"),
    path("hui/items/<public:item>/move", views.move, name="hui_move"),
    path("hui/items/<public:item>/take-off", views.take_off, name="hui_take_off"),
    path("hui/decisions/<public:decision>/told", views.told, name="hui_told"),
]
