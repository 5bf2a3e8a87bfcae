from django.urls import path

from facilitation.urls.on_behalf import WORDS
from facilitation.urls.sessions import ONE
from facilitation.views import handed_in

HANDED = "g/<uuid:group_id>/to-type/<uuid:handed_id>/"

urlpatterns = [
    path(ONE + "send-a-note/", handed_in.hand_in, name="hand_in"),
    path(HANDED, handed_in.type_up, name="type_up"),
    path(HANDED + "file/", handed_in.handed_file, name="handed_file"),
    path(HANDED + "take-back/", handed_in.handed_back, name="handed_back"),
    path(WORDS + "file/", handed_in.words_file, name="words_file"),
]
