"""The pages of a pack: nothing lost, nothing twice, and the same numbers whatever language the app speaks."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.packs import LABEL, LINE, PAGE, TITLE, Block, Kind, Part, divided, height

SOME_WORDS = st.text(st.sampled_from("aé漢🙂 #-.\n\r1"), max_size=400) | st.text(max_size=60)
LONG = st.builds(
    lambda word, times: word * times,
    st.sampled_from(["word ", "x", "漢", "line\n", "# h\n\n"]),
    st.integers(1, 4000),
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from([Kind.TEXT, Kind.FACT, Kind.NOTICE, Kind.HEADING]),
    text=SOME_WORDS | LONG,
    label=st.sampled_from(["", "When", "How to get in and around the building"]),
)
PARTS = st.lists(st.lists(BLOCKS, max_size=5).map(tuple), min_size=1, max_size=4).map(
    lambda some: [Part(f"p{number}", f"Part {number}", blocks) for number, blocks in enumerate(some)]
)
few = settings(max_examples=40)


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def told(blocks: tuple[Block, ...]) -> str:
    return letters("".join(block.label + block.text for block in blocks))


@few
@given(PARTS)
def test_nothing_is_lost_and_nothing_stands_twice(parts: list[Part]):
    pages = divided(parts)
    for part in parts:
        shown = "".join(told(page.blocks) for page in pages if page.part.key == part.key)
        assert shown == told(part.blocks)


@few
@given(PARTS)
def test_pages_are_numbered_one_after_the_other_and_each_part_begins_one(parts: list[Part]):
    pages = divided(parts)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert [page.part.key for page in pages if not page.continued] == [part.key for part in parts]


@few
@given(PARTS)
def test_no_page_holds_more_than_a_sheet(parts: list[Part]):
    for page in divided(parts):
        assert TITLE + sum(height(block.text) for block in page.blocks if block.text) <= PAGE


@few
@given(PARTS, st.sampled_from(["x", "A sentence of the app that is far longer in another language"]))
def test_what_the_app_says_in_another_language_moves_no_page(parts: list[Part], other: str):
    def said_in_it(part: Part) -> Part:
        blocks = [Block(one.kind, one.text, other if one.label else "", one.lines) for one in part.blocks]
        return Part(part.key, other, tuple(blocks))

    here, there = divided(parts), divided([said_in_it(part) for part in parts])
    assert [[block.text for block in page.blocks] for page in here] == [
        [block.text for block in page.blocks] for page in there
    ]


def test_a_long_paper_breaks_between_paragraphs():
    paragraph = "word " * 180
    [first, second] = divided([Part("p", "P", (Block(Kind.TEXT, "\n\n".join([paragraph] * 4)),))])
    assert first.blocks[0].text == "\n\n".join([paragraph] * 2)
    assert (second.continued, second.blocks[0].text) == (True, "\n\n".join([paragraph] * 2))


def test_the_contents_name_the_page_on_which_each_paper_begins():
    lines = tuple(
        Block(Kind.CONTENTS, title, "?", lines=1, about=key) for key, title in (("a", "A"), ("b", "B"))
    )
    long = Block(Kind.TEXT, "word\n\n" * PAGE)
    pages = divided([Part("first", "First", lines), Part("a", "A", (long,)), Part("b", "B", ())])
    begins = {page.part.key: str(page.number) for page in pages if not page.continued}
    assert [(block.text, block.label) for block in pages[0].blocks] == [
        ("A", begins["a"]),
        ("B", begins["b"]),
    ]


def test_letters_that_are_drawn_wide_take_more_room():
    assert height("漢" * LINE) == height("xx" * LINE) == 1 + LABEL
