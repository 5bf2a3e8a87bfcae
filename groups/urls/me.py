from django.urls import path

from groups.views.me import me

urlpatterns = [
    path("me/", me, name="me"),
]
