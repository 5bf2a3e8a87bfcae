from django.urls import path

from facilitation.views import space

urlpatterns = [
    path("g/<uuid:group_id>/space/", space.show, name="space"),
    path("g/<uuid:group_id>/space/<uuid:post_id>/take-back/", space.take_back, name="space_take_back"),
]
