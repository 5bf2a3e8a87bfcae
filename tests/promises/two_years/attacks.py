"""What somebody who is clever can work out from figures, by trying every set of answers that they leave open.

Two questions: what may each other person have answered (`left`), and how many were they (`splits`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement, product
from math import ceil, floor
from statistics import median

from tests.promises.two_years.reading import Three
from tests.promises.two_years.world import Where

type Given = tuple[int, ...]  # answers, in order
type Cell = tuple[Where, str]  # what people of one side answered to one statement, or all together
type Rule = Callable[[Given], Three]

NOTHING: Given = ()


def as_shown(given: Given) -> Three:
    """The rule that everybody may know: the ends held, then the median and the medians of both halves."""
    return as_it_was(tuple(min(max(answer, 2), 6) for answer in given))


def in_whole_points(given: Given) -> Three:
    """The same for all together."""
    first, second, third = (ceil(figure) if figure < 4 else floor(figure) for figure in as_shown(given))
    return first, second, third


def as_it_was(given: Given) -> Three:
    """Without the ends held."""
    ordered = sorted(given)
    half = len(ordered) // 2
    return median(ordered), median(ordered[: half + len(ordered) % 2]), median(ordered[half:])


@dataclass(frozen=True)
class Output:
    """A figure that was shown, and everything that stands behind it."""

    figure: Three
    cells: tuple[Cell, ...]
    rule: Rule = as_shown


@dataclass(frozen=True)
class Reader:
    """Somebody who answered, and knows what they said in each cell."""

    name: str
    mine: Mapping[Cell, Given]


def together(outputs: Iterable[Output]) -> list[list[Output]]:
    """Those that share a cell, even by way of others: only they can be laid against each other."""
    groups: list[list[Output]] = []
    for output in outputs:
        touching = [group for group in groups if any(set(output.cells) & set(one.cells) for one in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([output, *(one for group in touching for one in group)])
    return groups


def left(outputs: Sequence[Output], people: Mapping[Cell, int], reader: Reader) -> dict[Cell, set[int]]:
    """What the others of each cell may have answered. Nothing tells them apart, so it is one set for each cell."""
    cells = sorted({cell for output in outputs for cell in output.cells}, key=str)
    joint = [output for output in outputs if len(output.cells) > 1]
    found: dict[Cell, set[int]] = defaultdict(set)
    for every in product(*(_options(cell, outputs, people[cell], reader) for cell in cells)):
        answers = dict(zip(cells, every, strict=True))
        if all(_fits(output, answers) for output in joint):
            for cell, given in answers.items():
                found[cell].update(_without(given, reader.mine.get(cell, NOTHING)))
    return found


def certain(outputs: Sequence[Output], people: Mapping[Cell, int], readers: Iterable[Reader]) -> list[str]:
    """Whatever somebody can be certain of: the exact answer of all others of a cell."""
    return [
        f"{reader.name} knows {cell}: {answers}"
        for reader in readers
        for cell, answers in left(outputs, people, reader).items()
        if len(answers) == 1
    ]


def splits(output: Output, most: int) -> set[int]:
    """How many of one side may stand behind a figure of both, where either side alone is at most `most`."""
    sizes = {
        n
        for n in range(most + 1, 2 * most + 1)
        if any(output.rule(given) == output.figure for given in _every(n))
    }
    return {one for n in sizes for one in range(most + 1) if 0 <= n - one <= most}


def _options(
    cell: Cell, outputs: Sequence[Output], people: int, reader: Reader
) -> Iterator[Given] | Sequence[Given]:
    alone = [output for output in outputs if output.cells == (cell,)]
    mine = reader.mine.get(cell, NOTHING)
    first = alone[0] if alone else None
    every = _by_figure(people, first.rule).get(first.figure, []) if first else _every(people)
    return [
        given
        for given in every
        if not Counter(mine) - Counter(given) and all(_fits(output, {cell: given}) for output in alone[1:])
    ]


def _fits(output: Output, answers: Mapping[Cell, Given]) -> bool:
    pool = tuple(sorted(answer for cell in output.cells for answer in answers[cell]))
    return len(pool) > 1 and output.rule(pool) == output.figure


def _without(given: Given, mine: Given) -> Iterable[int]:
    return (Counter(given) - Counter(mine)).keys()


@lru_cache
def _every(people: int) -> list[Given]:
    return list(combinations_with_replacement(range(1, 8), people))


@lru_cache
def _by_figure(people: int, rule: Rule) -> dict[Three, list[Given]]:
    found: dict[Three, list[Given]] = defaultdict(list)
    for given in _every(people):
        found[rule(given)].append(given)
    return found
