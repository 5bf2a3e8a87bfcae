from django.urls import path

from groups.views import search

urlpatterns = [path("g/<uuid:group_id>/search/", search.search, name="search")]
