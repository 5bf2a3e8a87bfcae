"""The lived experience space: who comes in with two hats, and who looks after it."""

from coproduction.when.shape import NEVER, Table, When
from facilitation.models import SpaceEntry, SpaceModerator
from facilitation.states.space import EntryState as E
from facilitation.states.space import ModeratorState as M

WHEN: Table = {
    ("space_entry_answer", "entry_id"): When(SpaceEntry, NEVER, (E.ASKED,)),
    ("space_entry_again", "entry_id"): When(SpaceEntry, NEVER, (E.AGREED,)),
    ("space_entry_leave", "entry_id"): When(SpaceEntry, NEVER, (E.ASKED, E.AGREED)),
    ("space_moderator_answer", "moderator_id"): When(SpaceModerator, NEVER, (M.OFFERED, M.ACCEPTED)),
}
