from django.urls import path

from lifecycle.views import what_came

HERE = "g/<uuid:group_id>/sessions/<uuid:session_id>/what-came/"

urlpatterns = [
    path(HERE, what_came.what_came_of_session, name="what_came_of_session"),
    path(f"{HERE}words/", what_came.words_of_session, name="words_of_session"),
]
