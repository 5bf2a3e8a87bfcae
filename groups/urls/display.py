from django.urls import path

from groups.views.display import display

urlpatterns = [path("me/display/", display, name="display")]
