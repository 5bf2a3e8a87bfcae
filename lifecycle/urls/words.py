from django.urls import URLPattern, path

from lifecycle.views import routing, signs, words

ONE = "g/<uuid:group_id>/words/<uuid:words_id>/"

urlpatterns: list[URLPattern] = [
    path("g/<uuid:group_id>/my-words/", words.my_words, name="my_words"),
    path("g/<uuid:group_id>/signs/", signs.signs, name="signs"),
    path(f"{ONE}came/", routing.words_came, name="words_came"),
    path(f"{ONE}used/", routing.words_use, name="words_use"),
    path(f"{ONE}why-not/", routing.words_why_not, name="words_why_not"),
]
