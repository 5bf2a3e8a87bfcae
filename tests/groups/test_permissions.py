from groups.permissions import Permission, Role, refused, rights


def test_rights_are_what_roles_grant_minus_what_they_deny():
    """A professional who also holds a member's rights is still kept out of the lived experience space."""
    assert Permission.USE_LIVED_SPACE in rights(Role.MEMBER)
    assert Permission.USE_LIVED_SPACE not in rights(Role.MEMBER | Role.PROFESSIONAL)


def test_a_lead_never_facilitates_or_votes():
    assert refused(Role.LEAD | Role.FACILITATOR)
    assert Permission.VOTE not in rights(Role.LEAD | Role.PROFESSIONAL)


def test_facilitating_gives_no_say():
    assert Permission.VOTE not in rights(Role.FACILITATOR)
    assert Permission.VOTE in rights(Role.FACILITATOR | Role.MEMBER)
