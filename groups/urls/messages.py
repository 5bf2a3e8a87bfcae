from django.urls import path

from groups.views import messages, reaching

urlpatterns = [
    path("me/messages/", messages.messages, name="messages"),
    path("me/messages/<uuid:delivery_id>/later/", messages.put_off, name="put_off"),
    path("me/messages/<uuid:delivery_id>/read/", messages.message_read, name="message_read"),
    path("me/reach/", reaching.reach, name="reach"),
    path("stop/<str:token>/", messages.stop, name="stop"),
]
