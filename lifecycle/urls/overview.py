from django.urls import URLPattern, path

from lifecycle.views import boards, overview

urlpatterns: list[URLPattern] = [
    path("groups/", overview.groups_overview, name="groups_overview"),
    path("groups/overview.csv", overview.groups_overview_csv, name="groups_overview_csv"),
    path("groups/overview.json", overview.groups_overview_json, name="groups_overview_json"),
    path("g/<uuid:group_id>/at-a-glance/", overview.overview_one, name="overview_one"),
    path("requests-to-me/", boards.requests_to_me, name="requests_to_me"),
    path("g/<uuid:group_id>/requests/answer-times/", boards.answer_times, name="answer_times"),
]
