from django.urls import URLPattern, path

from lifecycle.views import boards, overview

urlpatterns: list[URLPattern] = [
    path("groups/", overview.groups_overview, name="groups_overview"),
    path("requests-to-me/", boards.requests_to_me, name="requests_to_me"),
    path("g/<uuid:group_id>/requests/answer-times/", boards.answer_times, name="answer_times"),
]
