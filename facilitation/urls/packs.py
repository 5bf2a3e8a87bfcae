from django.urls import path

from facilitation.urls.sessions import ONE
from facilitation.views import packs

PACK = ONE + "pack/"

urlpatterns = [
    path(PACK, packs.show, name="pack"),
    path(PACK + "words/", packs.text, name="pack_text"),
    path(PACK + "print/", packs.pdf, {"large": False}, name="pack_pdf"),
    path(PACK + "print/file/", packs.pdf_file, {"large": False}, name="pack_pdf_file"),
    path(PACK + "large-print/", packs.pdf, {"large": True}, name="pack_large"),
    path(PACK + "large-print/file/", packs.pdf_file, {"large": True}, name="pack_large_file"),
    path(PACK + "send/", packs.send, name="pack_send"),
    path("g/<uuid:group_id>/packs-to-make/<uuid:to_make_id>/made/", packs.made, name="pack_made"),
]
