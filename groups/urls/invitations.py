from django.urls import path

from groups.views import joining

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/yes/", joining.join_accept, name="join_accept"),
    path("join/no/", joining.join_decline, name="join_decline"),
    path("join/<str:code>/", joining.join_link, name="join_link"),
]
