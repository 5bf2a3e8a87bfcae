from django.urls import URLPattern, path

from lifecycle.views import words

urlpatterns: list[URLPattern] = [
    path("g/<uuid:group_id>/my-words/", words.my_words, name="my_words"),
]
