from django.urls import path

from groups.views.display import display
from groups.views.language import language

urlpatterns = [
    path("me/display/", display, name="display"),
    path("language/", language, name="language"),
]
