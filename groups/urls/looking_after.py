from django.urls import path

from groups.views.looking_after import looking_after

urlpatterns = [
    path("g/<uuid:group_id>/looking-after/", looking_after, name="looking_after"),
]
