from django.urls import URLPattern, path

from lifecycle.views import bringing

urlpatterns: list[URLPattern] = [path("g/<uuid:group_id>/bring/", bringing.bring, name="bring")]
