from django.urls import path

from groups.views import setting_up

urlpatterns = [
    path("systems/", setting_up.systems, name="systems"),
    path("systems/new/", setting_up.new_system, name="new_system"),
    path("systems/<uuid:system_id>/new-group/", setting_up.new_group, name="new_group"),
    path(
        "systems/<uuid:system_id>/groups/<uuid:forming_id>/facilitator/",
        setting_up.first_facilitator,
        name="first_facilitator",
    ),
    path("systems/<uuid:system_id>/duties/new/", setting_up.give_duty, name="give_duty"),
]
