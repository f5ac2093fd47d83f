from django.urls import path

from rourou.contexts.allocation import views

urlpatterns = [
    path("clusters/<slug:cluster>/rounds", views.rounds, name="rounds"),
    path("rounds", views.rounds, name="rounds"),
    path("clusters/<slug:cluster>/rounds/<int:number>", views.round_detail, name="round"),
    path("clusters/<slug:cluster>/rounds/<int:number>/suggest", views.round_suggest, name="round_suggest"),
    path("clusters/<slug:cluster>/rounds/<int:number>/hui", views.round_to_hui, name="round_to_hui"),
    path("clusters/<slug:cluster>/rounds/<int:number>/ours", views.round_ours, name="round_ours"),
    path("clusters/<slug:cluster>/rounds/<int:number>/why/<public:referral>", views.round_why, name="round_why"),
    path("clusters/<slug:cluster>/rounds/<int:number>/offer/<public:referral>", views.round_offer, name="round_offer"),
]
