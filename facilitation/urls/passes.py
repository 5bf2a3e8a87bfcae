from django.urls import path

from facilitation.urls.sessions import ONE
from facilitation.views import passes

PASSES = ONE + "passes/"
PASS = PASSES + "<uuid:pass_id>/"

urlpatterns = [
    path(PASSES, passes.room_passes, name="room_passes"),
    path(PASSES + "for/<uuid:member_id>/", passes.room_pass_give, name="room_pass_give"),
    path(PASS, passes.room_pass_one, name="room_pass_one"),
    path(PASS + "take-back/", passes.room_pass_revoke, name="room_pass_revoke"),
]
