from django.urls import path

from facilitation.urls.sessions import ONE
from facilitation.views import on_behalf

WORDS = "g/<uuid:group_id>/words/<uuid:words_id>/"

urlpatterns = [
    path(ONE + "for-someone/", on_behalf.for_someone, name="for_someone"),
    path(ONE + "for-someone/coming/", on_behalf.coming_for, name="coming_for"),
    path(WORDS + "check/", on_behalf.words_check, name="words_check"),
    path(WORDS + "take-back-for/", on_behalf.take_back_for, name="take_back_for"),
]
