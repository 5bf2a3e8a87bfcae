from django.urls import path

from facilitation.views import kinds_of_session as views

ALL = "g/<uuid:group_id>/sessions/"
ONE = ALL + "<uuid:session_id>/"

urlpatterns = [
    path(ALL + "new/try-out/", views.try_out_new, name="try_out_new"),
    path(ONE + "get-ready/", views.get_ready_new, name="get_ready_new"),
    path(ONE + "look-back/", views.debrief_new, name="debrief_new"),
]
