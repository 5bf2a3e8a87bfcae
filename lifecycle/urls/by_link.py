from django.urls import URLPattern, path

from lifecycle.views import by_link

urlpatterns: list[URLPattern] = [
    path("answering/", by_link.answer_by_link, name="answer_by_link"),
    path("answering/code/", by_link.answer_code, name="answer_code"),
    path("answering/leave/", by_link.answer_leave, name="answer_leave"),
    path("answering/link/<str:code>/", by_link.answer_link, name="answer_link"),
]
