from django.urls import path

from facilitation.views import to_do

HERE = "g/<uuid:group_id>/to-do/"
ONE = f"{HERE}<uuid:to_do_id>/"

urlpatterns = [
    path(HERE, to_do.to_dos, name="to_dos"),
    path(f"{HERE}new/", to_do.to_do_new, name="to_do_new"),
    path(ONE, to_do.to_do, name="to_do"),
    path(f"{ONE}answer/", to_do.to_do_answer, name="to_do_answer"),
    path(f"{ONE}take-on/", to_do.to_do_take_on, name="to_do_take_on"),
    path(f"{ONE}done/", to_do.to_do_done, name="to_do_done"),
    path(f"{ONE}later/", to_do.to_do_later, name="to_do_later"),
    path(f"{ONE}hand-on/", to_do.to_do_hand_on, name="to_do_hand_on"),
    path(f"{ONE}drop/", to_do.to_do_drop, name="to_do_drop"),
]
