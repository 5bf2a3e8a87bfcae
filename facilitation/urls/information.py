from django.urls import path

from facilitation.views import information, model_map, sharing
from facilitation.views import wanting_information as wanting

HERE = "g/<uuid:group_id>/information/"
ITEM = f"{HERE}<uuid:item_id>/"
WANTED = "g/<uuid:group_id>/information-requests/"

urlpatterns = [
    path(HERE, information.listing, name="information"),
    path(f"{HERE}new/", sharing.new, name="information_new"),
    path(ITEM, information.show, name="information_item"),
    path(f"{ITEM}file/", information.file, name="information_file"),
    path(f"{ITEM}plain/", information.plain, name="information_plain"),
    path(f"{ITEM}change/", sharing.change, name="information_change"),
    path(f"{ITEM}changes/", information.compare, name="information_compare"),
    path(f"{ITEM}formats/", information.format_add, name="information_format_add"),
    path(f"{ITEM}not-clear/", wanting.not_understood, name="not_understood"),
    path(f"{HERE}versions/<uuid:version_id>/", information.version, name="information_version"),
    path(f"{HERE}formats/<uuid:format_id>/", information.format_file, name="information_format_file"),
    path(f"{HERE}questions/<uuid:question_id>/", wanting.question, name="question"),
    path(f"{HERE}questions/<uuid:question_id>/answer/", wanting.question_answer, name="question_answer"),
    path(WANTED, wanting.requests, name="information_requests"),
    path(f"{WANTED}new/", wanting.request_new, name="information_request_new"),
    path(f"{WANTED}<uuid:wanted_id>/", wanting.request_one, name="information_request"),
    path(f"{WANTED}<uuid:wanted_id>/answer/", wanting.request_meet, name="information_request_meet"),
    path(
        f"{WANTED}<uuid:wanted_id>/not-wanted/", wanting.request_withdraw, name="information_request_withdraw"
    ),
    path(f"{WANTED}<uuid:wanted_id>/send-on/", wanting.request_send_on, name="information_request_send_on"),
    path("g/<uuid:group_id>/operating-model/", model_map.show, name="model_map"),
    path("g/<uuid:group_id>/topics/<uuid:topic_id>/parts/", model_map.topic_parts, name="topic_parts"),
]
