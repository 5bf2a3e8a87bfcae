"""What this app holds about a person, how it lets go of it, and how long it keeps it.

shapes.py has the words all apps' `privacy.py` use; settling.py makes the tables of claims true.
"""

from groups.privacy.claims import CLAIMS
from groups.privacy.erasing import erase, withdraw_consents
from groups.privacy.keeping import RETENTION
from groups.privacy.shapes import Claim, Claims, Keeping, Section, Telling
from groups.privacy.telling import HELD, NOT_TOLD, held, printable

__all__ = [
    "CLAIMS",
    "HELD",
    "NOT_TOLD",
    "RETENTION",
    "Claim",
    "Claims",
    "Keeping",
    "Section",
    "Telling",
    "erase",
    "held",
    "printable",
    "withdraw_consents",
]
