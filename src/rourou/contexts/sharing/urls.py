from django.urls import path

from rourou.contexts.sharing import views

urlpatterns = [
    path("learners/<public:learner>/sharing", views.sharing, name="sharing"),
    path("learners/<public:learner>/sharing/answers", views.answers, name="sharing_answers"),
    path("sharing/<public:consent>/confirm", views.confirm, name="sharing_confirm"),
    path("sharing/<public:consent>/stop", views.stop, name="sharing_stop"),
    path("whanau/<public:learner>/sharing", views.sharing, name="whanau_change_sharing"),
    path("learners/<public:learner>/people", views.people, name="people_of"),
    path("learners/<public:learner>/people/new", views.add_person, name="people_add"),
    path("learners/<public:learner>/people/<public:member>/authority", views.check_authority, name="authority_check"),
    path("people/<public:authority>/confirm", views.confirm_authority, name="authority_confirm"),
    path("learners/<public:learner>/people/<public:member>/pause", views.pause, name="people_pause"),
    path("clusters/<slug:cluster>/protocol", views.protocol, name="protocol_of"),
    path("protocol", views.protocol, name="protocol"),
]
