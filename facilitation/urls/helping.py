from django.urls import path

from facilitation.views import helping

ONE = "helping/<uuid:helper_id>/"
SESSION = f"{ONE}sessions/<uuid:session_id>/"

urlpatterns = [
    path(ONE, helping.helping_one, name="helping_one"),
    path(f"{SESSION}coming/", helping.helping_coming, name="helping_coming"),
    path(f"{SESSION}arranged/", helping.helping_arranged, name="helping_arranged"),
    path(f"{SESSION}thought/", helping.helping_thought, name="helping_thought"),
]
