"""Who we are, and what all other apps stand on."""

from groups.models.accounts import Account
from groups.models.activity import Activity
from groups.models.groups import Group
from groups.models.invitations import Invitation
from groups.models.jobs import Job
from groups.models.memberships import Membership
from groups.models.notifications import Delivery, Notification
from groups.models.people import Person
from groups.models.systems import DutyHolder, System

__all__ = [
    "Account",
    "Activity",
    "Delivery",
    "DutyHolder",
    "Group",
    "Invitation",
    "Job",
    "Membership",
    "Notification",
    "Person",
    "System",
]
