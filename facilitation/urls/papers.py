from django.urls import path

from facilitation.urls.sessions import ONE
from facilitation.views import papers

PAPER = "g/<uuid:group_id>/papers/<uuid:paper_id>/"

urlpatterns = [
    path(ONE + "papers/add/", papers.add, name="paper_add"),
    path(PAPER, papers.show, name="paper"),
    path(PAPER + "file/", papers.file, name="paper_file"),
    path(PAPER + "change/", papers.edit, name="paper_edit"),
    path(PAPER + "move/", papers.shift, name="paper_move"),
    path(PAPER + "take-out/", papers.remove, name="paper_remove"),
    path(PAPER + "agreed/", papers.agree, name="paper_agree"),
]
