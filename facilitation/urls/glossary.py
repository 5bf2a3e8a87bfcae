from django.urls import path

from facilitation.views import glossary

ALL = "g/<uuid:group_id>/glossary/"

urlpatterns = [
    path(ALL, glossary.glossary, name="glossary"),
    path(f"{ALL}new/", glossary.term_new, name="term_new"),
    path(f"{ALL}<uuid:term_id>/", glossary.term_edit, name="term_edit"),
    path(f"{ALL}<uuid:term_id>/remove/", glossary.term_remove, name="term_remove"),
]
