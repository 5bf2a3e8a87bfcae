"""Who may do what, on one screen. When they may is the state's business, never this file's.

A person's rights in a group are the union of what their roles grant, minus what their roles deny
(product.md section 1). `docs/permissions.md` is written from these tables.
"""

from enum import IntFlag, StrEnum
from functools import cache


class Role(IntFlag):
    """What a person comes to a group as. One membership may hold several; stored as one small number."""

    MEMBER = 1  # lived experience, carers included: the heart of the group
    PROFESSIONAL = 2  # takes part as an equal, not as an owner
    FACILITATOR = 4  # runs the process; never a Chair
    LEAD = 8  # answers for the system
    COORDINATOR = 16  # arrangements, packs, letters and calls
    SUPPORTER = 32  # comes with one person; does not take part in decisions


class Permission(StrEnum):
    SEE_GROUP = "see what the group shares"
    JOIN_ROOM = "be in the room"
    SPEAK = "say things under their name, raise a hand, write late thoughts"
    SPEAK_ANONYMOUSLY = "say things without a name"
    SEE_ANONYMOUS = "read things said without a name"
    USE_LIVED_SPACE = "use the lived experience space"
    MEET_AMONG_US = "be at get-ready meetings and debriefs, if they have lived experience themselves"
    PROPOSE_ITEMS = "propose items for the agenda, and offer to lead them"
    VOTE = "take a position, dispute an agreement"
    TAKE_PART_IN_REVIEWS = "answer reviews"
    WRITE_PURPOSE = "draft the purpose and ground rules"
    WRITE_REPORT = "write the group's report"
    EXPLAIN_WORDS = "explain words in the glossary"
    SHARE_INFORMATION = "share information with everyone"
    ASK_FOR_INFORMATION = "ask the system for information, for the group"
    PLAN_SESSIONS = "plan sessions and packs"
    INVITE = "invite people"
    SEND_BY_HAND = "post letters and make calls for people who get no email"
    TYPE_FOR_OTHERS = "type what someone wrote or said, with their consent"
    WELCOME_PEOPLE = "talk with people who ask to join"
    ARRANGE = "see the access needs people shared, and arrange for them"
    KEEP_CONSENTS = "keep the consent ledger"
    KEEP_CONTACTS = "keep the group's points of contact"
    RUN_ROOM = "run the room"
    MODERATE = "hide words for a reason, and take a second look at what others hid"
    DECLARE_TOPICS = "say what is open, what is fixed and who has the final say"
    ACT_FOR_GROUP = "record what the group agreed"
    MANAGE_GROUP = "look after the group's settings"
    RECORD_INVESTMENT = "write down what was put into the five investments"
    COMMIT = "sign the system's commitment"
    ANSWER_ASKS = "answer requests sent to them"
    SAY_WHAT_I_HEARD = "say after a session what they heard and will do differently"
    OVERSEE_GROUPS = "see the overview across their groups"


P, R = Permission, Role

_EVERYONE = frozenset({P.SEE_GROUP, P.JOIN_ROOM})

# What brings someone near to what is private to others. Whoever decides or works for the system never has it.
_HELPING_PEOPLE = frozenset({P.TYPE_FOR_OTHERS, P.WELCOME_PEOPLE, P.ARRANGE, P.KEEP_CONSENTS, P.SEND_BY_HAND})

GRANTS: dict[Role, frozenset[Permission]] = {
    # Joins in two taps, speaks without fear, sees what became of it.
    R.MEMBER: _EVERYONE
    | {P.SPEAK, P.SPEAK_ANONYMOUSLY, P.SEE_ANONYMOUS, P.USE_LIVED_SPACE, P.VOTE}
    | {P.MEET_AMONG_US, P.PROPOSE_ITEMS}
    | {
        P.TAKE_PART_IN_REVIEWS,
        P.WRITE_PURPOSE,
        P.WRITE_REPORT,
        P.KEEP_CONTACTS,
        P.EXPLAIN_WORDS,
        P.ASK_FOR_INFORMATION,
    },
    # An equal, not an owner.
    R.PROFESSIONAL: _EVERYONE
    | {P.SPEAK, P.SPEAK_ANONYMOUSLY, P.SEE_ANONYMOUS, P.VOTE, P.PROPOSE_ITEMS, P.SAY_WHAT_I_HEARD}
    | {P.TAKE_PART_IN_REVIEWS, P.WRITE_PURPOSE, P.SHARE_INFORMATION, P.KEEP_CONTACTS, P.EXPLAIN_WORDS},
    # Runs the cycle, keeps the room fair and safe, has no say of their own from this role.
    R.FACILITATOR: _EVERYONE
    | {
        P.SEE_ANONYMOUS,
        P.RUN_ROOM,
        P.MODERATE,
        P.PLAN_SESSIONS,
        P.INVITE,
        P.SEND_BY_HAND,
        P.ACT_FOR_GROUP,
        P.MANAGE_GROUP,
        P.RECORD_INVESTMENT,
    }
    | {P.DECLARE_TOPICS, P.KEEP_CONTACTS, P.MEET_AMONG_US, *_HELPING_PEOPLE}
    | {
        P.WRITE_PURPOSE,
        P.WRITE_REPORT,
        P.SHARE_INFORMATION,
        P.TAKE_PART_IN_REVIEWS,
        P.EXPLAIN_WORDS,
        P.ASK_FOR_INFORMATION,
    },
    # Commits, answers within the promised time, reads impact reports.
    R.LEAD: _EVERYONE
    | {P.SPEAK, P.SEE_ANONYMOUS, P.COMMIT, P.ANSWER_ASKS, P.SHARE_INFORMATION, P.DECLARE_TOPICS}
    | {P.TAKE_PART_IN_REVIEWS, P.OVERSEE_GROUPS, P.EXPLAIN_WORDS, P.SAY_WHAT_I_HEARD}
    | {P.RECORD_INVESTMENT},
    # Arrangements, packs, letters and phone calls.
    R.COORDINATOR: _EVERYONE
    | {P.PLAN_SESSIONS, P.INVITE, P.SEND_BY_HAND, P.SHARE_INFORMATION, P.OVERSEE_GROUPS}
    | {P.KEEP_CONTACTS, P.EXPLAIN_WORDS, P.MEET_AMONG_US, *_HELPING_PEOPLE},
    # Comes with one person.
    R.SUPPORTER: _EVERYONE,
}

DENIES: dict[Role, frozenset[Permission]] = {
    R.MEMBER: frozenset(),
    R.PROFESSIONAL: frozenset({P.USE_LIVED_SPACE, P.MEET_AMONG_US}) | _HELPING_PEOPLE,
    R.FACILITATOR: frozenset(),
    R.LEAD: frozenset(
        {P.USE_LIVED_SPACE, P.MEET_AMONG_US, P.PROPOSE_ITEMS, P.VOTE, P.ACT_FOR_GROUP, P.SPEAK_ANONYMOUSLY}
    )
    | _HELPING_PEOPLE,
    R.COORDINATOR: frozenset(),
    R.SUPPORTER: frozenset({P.SEE_ANONYMOUS, P.USE_LIVED_SPACE, P.MEET_AMONG_US, P.VOTE}),
}

# What somebody from the system has as a coordinator alone, by people's own consent: facilitating does not bring it
# (promise 4: people from the system see no access needs, and do not speak in anybody's name).
NOT_FROM_THE_SYSTEM = frozenset({P.TYPE_FOR_OTHERS, P.ARRANGE})

# Nobody may hold these together in one group: whoever runs the process never also answers for the system.
REFUSED_TOGETHER: tuple[Role, ...] = (R.FACILITATOR | R.LEAD, R.MEMBER | R.LEAD, R.MEMBER | R.PROFESSIONAL)


class Duty(StrEnum):
    """Duties held for a whole system, outside any group; their holders see nothing else."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    PAYMENTS = "payments"
    CONCERNS = "concerns"


class SystemPermission(StrEnum):
    CREATE_SYSTEMS = "create systems"
    CREATE_GROUPS = "create groups with their first facilitator and lead"
    GIVE_DUTIES = "say who holds which duty"
    SEE_EQUALITY = "see figures on equality over all groups"


S = SystemPermission

DUTY_GRANTS: dict[Duty, frozenset[SystemPermission]] = {
    Duty.ADMINISTRATOR: frozenset({S.CREATE_SYSTEMS, S.CREATE_GROUPS, S.GIVE_DUTIES, S.SEE_EQUALITY}),
    Duty.COORDINATOR: frozenset({S.CREATE_GROUPS, S.SEE_EQUALITY}),
    Duty.PAYMENTS: frozenset(),
    Duty.CONCERNS: frozenset(),
}


def rights(roles: Role, *, from_system: bool = False) -> frozenset[Permission]:
    """Everything these roles grant, minus everything they deny."""
    held = [role for role in Role if role in roles]
    granted = frozenset[Permission]().union(*(GRANTS[role] for role in held))
    if from_system and Role.COORDINATOR not in roles:
        granted -= NOT_FROM_THE_SYSTEM
    return granted.difference(*(DENIES[role] for role in held))


@cache
def roles_with(permission: Permission, *, from_system: bool = False) -> tuple[int, ...]:
    """Every mix of roles that grants a permission and does not deny it, as stored."""
    mixes = range(1, sum(Role) + 1)
    return tuple(mix for mix in mixes if permission in rights(Role(mix), from_system=from_system))


def refused(roles: Role) -> bool:
    """Whether these roles may not be held together in one group."""
    return any(pair in roles for pair in REFUSED_TOGETHER)


def who_may(permission: Permission) -> list[Role]:
    """The roles that grant a permission, for the page that says who can."""
    return [role for role in Role if permission in GRANTS[role]]
