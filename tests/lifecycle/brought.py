"""Two tables as a group might bring them, and what stands in the database."""

from facilitation.models import Decision, GroupText
from groups.models import Invitation, Membership, Person
from lifecycle.models import Ask, Bringing, Stage

PEOPLE = """Name, Comes as, Email, Phone, Address, Job, Organisation
Ade Balogun, member, ade@new.example,,,,
Colin Marsh, carer,,,"4 Quarry Lane, Northshire",,
Sunita Patel, professional,,01632 960 555,,Social worker,Northshire Council
Dr Tom Reid, decision-maker, tom@new.example,,,Director,Northshire Board
"""
REQUESTS = """Request;To;Asked on;Why;Answer;Reason;By when
Letters in large print;Dr Priya Nair;3/3/2025;Some cannot read them;;;
A phone line;lead@demo.example;2025-04-01;;yes;We will open one;2027-01-31
Free parking;Dr Priya Nair;2 May 2025;;no;There is no money;
"""


def brought() -> tuple[int, ...]:
    models = (Membership, Invitation, Person, Ask, Decision, GroupText, Stage, Bringing)
    return tuple(model.objects.count() for model in models)
