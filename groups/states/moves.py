"""The shape of a table of moves."""

from collections.abc import Mapping

type Moves = Mapping[str, tuple[str, ...]]
