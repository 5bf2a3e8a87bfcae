from django.urls import path

from facilitation.views import arranged, arrangements

SESSION = "g/<uuid:group_id>/sessions/<uuid:session_id>/"
ONE = "g/<uuid:group_id>/arrangements/<uuid:arrangement_id>/"

urlpatterns = [
    path(f"{SESSION}arrangements/", arrangements.arrangements, name="arrangements"),
    path(f"{SESSION}arrangements/<uuid:member_id>/", arrangements.arrange, name="arrange"),
    path(ONE, arrangements.arrangement, name="arrangement"),
    path(f"{ONE}remove/", arrangements.arrangement_remove, name="arrangement_remove"),
    path(f"{SESSION}arranged/", arranged.arranged, name="arranged"),
    path(f"{SESSION}arranged/<uuid:member_id>/", arranged.arranged_for, name="arranged_for"),
]
