from django.urls import path

from groups.views import points_of_contact as contacts

HERE = "g/<uuid:group_id>/contacts/"

urlpatterns = [
    path(HERE, contacts.contacts, name="contacts"),
    path(f"{HERE}new/", contacts.contact_new, name="contact_new"),
    path(f"{HERE}<uuid:contact_id>/", contacts.contact, name="contact"),
    path(f"{HERE}<uuid:contact_id>/edit/", contacts.contact_edit, name="contact_edit"),
    path(f"{HERE}<uuid:contact_id>/remove/", contacts.contact_remove, name="contact_remove"),
    path(f"{HERE}<uuid:contact_id>/spoken/", contacts.contact_spoken, name="contact_spoken"),
    path(f"{HERE}<uuid:contact_id>/take/", contacts.contact_take, name="contact_take"),
    path(f"{HERE}<uuid:contact_id>/give-up/", contacts.contact_give_up, name="contact_give_up"),
    path(f"{HERE}<uuid:contact_id>/propose/", contacts.contact_propose, name="contact_propose"),
    path(f"{HERE}<uuid:contact_id>/dates/new/", contacts.forum_date_new, name="forum_date_new"),
    path(
        f"{HERE}<uuid:contact_id>/dates/<uuid:forum_date_id>/remove/",
        contacts.forum_date_remove,
        name="forum_date_remove",
    ),
]
