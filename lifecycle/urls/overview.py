from django.urls import URLPattern, path

from lifecycle.views import overview

urlpatterns: list[URLPattern] = [path("groups/", overview.groups_overview, name="groups_overview")]
