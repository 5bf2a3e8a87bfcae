from django.urls import path

from groups.views import care, concerns, safety, wellbeing

SAFETY = "g/<uuid:group_id>/safety/"

urlpatterns = [
    path(SAFETY, safety.safety, name="safety"),
    path(f"{SAFETY}call/", safety.call_me, name="call_me"),
    path(f"{SAFETY}call/<uuid:call_id>/take-back/", safety.call_withdraw, name="call_withdraw"),
    path(f"{SAFETY}tell/", safety.concern_new, name="concern_new"),
    path(f"{SAFETY}apart/", safety.blocks, name="blocks"),
    path(f"{SAFETY}apart/<uuid:block_id>/end/", safety.block_end, name="block_end"),
    path(f"{SAFETY}care/", care.care_ties, name="care_ties"),
    path(f"{SAFETY}care/<uuid:tie_id>/delete/", care.care_tie_delete, name="care_tie_delete"),
    path(f"{SAFETY}care/<uuid:tie_id>/show/", care.care_tie_show, name="care_tie_show"),
    path(f"{SAFETY}told-me/", care.told_me, name="told_me"),
    path("g/<uuid:group_id>/looking-after/apart/", safety.keep_apart, name="keep_apart"),
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/<uuid:concern_id>/", concerns.concern, name="concern"),
    path("concerns/calls/<uuid:call_id>/done/", concerns.call_made, name="call_made"),
    path("me/wellbeing/", wellbeing.wellbeing, name="wellbeing"),
    path("me/wellbeing/<uuid:note_id>/delete/", wellbeing.wellbeing_delete, name="wellbeing_delete"),
]
