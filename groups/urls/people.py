from django.urls import path

from groups.views import people

urlpatterns = [
    path("g/<uuid:group_id>/people/", people.people, name="people"),
    path("g/<uuid:group_id>/people/invite/", people.invite, name="invite"),
    path("g/<uuid:group_id>/people/add/", people.add_person, name="add_person"),
    path(
        "g/<uuid:group_id>/people/<uuid:member_id>/sign-in/",
        people.sign_in_invitation,
        name="sign_in_invitation",
    ),
    path("g/<uuid:group_id>/people/invitations/<uuid:invitation_id>/", people.invitation, name="invitation"),
    path(
        "g/<uuid:group_id>/people/invitations/<uuid:invitation_id>/again/",
        people.invitation_again,
        name="invitation_again",
    ),
    path(
        "g/<uuid:group_id>/people/invitations/<uuid:invitation_id>/said/",
        people.invitation_said,
        name="invitation_said",
    ),
    path(
        "g/<uuid:group_id>/people/invitations/<uuid:invitation_id>/take-back/",
        people.invitation_revoke,
        name="invitation_revoke",
    ),
    path("g/<uuid:group_id>/settings/", people.group_settings, name="group_settings"),
    path("g/<uuid:group_id>/settings/state/", people.group_move, name="group_move"),
]
