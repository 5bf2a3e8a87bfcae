from django.urls import path

from facilitation.views import information

urlpatterns = [
    path("g/<uuid:group_id>/information/", information.listing, name="information"),
    path("g/<uuid:group_id>/information/new/", information.new, name="information_new"),
    path("g/<uuid:group_id>/information/<uuid:item_id>/", information.show, name="information_item"),
    path("g/<uuid:group_id>/information/<uuid:item_id>/file/", information.file, name="information_file"),
]
