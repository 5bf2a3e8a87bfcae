from django.urls import path

from groups.views import passes

urlpatterns = [
    path("pass/", passes.room_pass, name="room_pass"),
    path("pass/leave/", passes.room_pass_leave, name="room_pass_leave"),
    path("pass/<str:code>/", passes.room_pass_link, name="room_pass_link"),
]
