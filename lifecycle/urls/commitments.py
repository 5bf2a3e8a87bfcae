from django.urls import URLPattern, path

from lifecycle.views import commitments, investments

HERE = "g/<uuid:group_id>/commitment/"

urlpatterns: list[URLPattern] = [
    path(HERE, commitments.commitment, name="commitment"),
    path(f"{HERE}write/", commitments.commitment_write, name="commitment_write"),
    path(f"{HERE}sign/", commitments.commitment_sign, name="commitment_sign"),
    path(f"{HERE}put-in/", investments.investments_made, name="investments_made"),
    path(f"{HERE}put-in/new/", investments.investment_new, name="investment_new"),
    path(f"{HERE}put-in/<uuid:made_id>/remove/", investments.investment_remove, name="investment_remove"),
    path(f"{HERE}<uuid:commitment_id>/", commitments.commitment_version, name="commitment_version"),
]
