"""Who we are, and what all other apps stand on."""

from groups.models.accounts import Account
from groups.models.activity import Activity
from groups.models.by_hand import CallOutcome, PrintRun
from groups.models.consents import Consent, ConsentUse
from groups.models.data import DataRequest, RetentionRun
from groups.models.equality import EqualityAnswer, EqualityPeriod
from groups.models.groups import Group
from groups.models.helpers import Helper, HelperAct
from groups.models.interest import ConversationNote, Expression, ExpressionAnswer, InterestQuestion
from groups.models.invitations import Invitation
from groups.models.jobs import Job
from groups.models.leases import Lease
from groups.models.memberships import Membership
from groups.models.needs import AccessNeed, AccessProfile, AccessShare, Look
from groups.models.notifications import Delivery, Notification
from groups.models.outside import OutsideContact
from groups.models.passes import RoomPass
from groups.models.people import Person
from groups.models.points_of_contact import ForumDate, PointOfContact, Spoken
from groups.models.roles import ExitNote, RoleOffer
from groups.models.safety import CallMe, CareTie, Concern, ContactBlock
from groups.models.search import SearchEntry
from groups.models.systems import DutyHolder, System
from groups.models.uploads import Upload
from groups.models.wellbeing import WellbeingNote

__all__ = [
    "AccessNeed",
    "AccessProfile",
    "AccessShare",
    "Account",
    "Activity",
    "CallMe",
    "CallOutcome",
    "CareTie",
    "Concern",
    "Consent",
    "ConsentUse",
    "ContactBlock",
    "ConversationNote",
    "DataRequest",
    "Delivery",
    "DutyHolder",
    "EqualityAnswer",
    "EqualityPeriod",
    "ExitNote",
    "Expression",
    "ExpressionAnswer",
    "ForumDate",
    "Group",
    "Helper",
    "HelperAct",
    "InterestQuestion",
    "Invitation",
    "Job",
    "Lease",
    "Look",
    "Membership",
    "Notification",
    "OutsideContact",
    "Person",
    "PointOfContact",
    "PrintRun",
    "RetentionRun",
    "RoleOffer",
    "RoomPass",
    "SearchEntry",
    "Spoken",
    "System",
    "Upload",
    "WellbeingNote",
]
