from django.urls import path

from rourou.contexts.referrals import views

urlpatterns = [
    path("requests", views.requests, name="requests"),
    path("requests/new", views.request_new, name="request_new"),
    path("requests/<public:referral>", views.request_detail, name="request"),
    path("requests/<public:referral>/write", views.request_write, name="request_write"),
    path("requests/<public:referral>/check", views.request_check, name="request_check"),
    path("requests/<public:referral>/steps/<slug:step>", views.request_step, name="request_step"),
    path("requests/<public:referral>/decide/<public:task>", views.request_task, name="request_task"),
]
