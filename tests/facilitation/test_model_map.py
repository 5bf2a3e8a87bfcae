"""The operating model drawn, and the same as a list: what the group has about each part."""

import re

import pytest

from facilitation.actions.information import tag_topic
from facilitation.model_drawing import EDGE, WIDTH, draw
from facilitation.operating_model import COMPONENTS, ENABLERS
from tests.facilitation.informing import share
from tests.facilitation.making import make_topic
from tests.facilitation.meeting import path, words_of


def test_every_part_is_drawn_and_leads_to_the_same_in_the_list(lead, member, sign_in):
    share(lead, "The pot", parts=["budgets", "finance"])
    page = sign_in(member).get(path("model_map", member.group)).text
    drawing = page[page.index('<svg class="model-map"') : page.index("</svg>", page.index("model-map"))]
    links = re.findall(r'<a href="#([a-z-]+)">(.*?)</a>', drawing, re.DOTALL)
    named = {key: " ".join(re.sub("<[^>]+>", "", inside).split()) for key, inside in links}
    assert list(named) == [part.key for part in (*COMPONENTS, *ENABLERS)]
    assert named["budgets"].endswith("integrated personal budgets Information 1")
    assert named["review"] == "Review Nothing yet."
    assert all(f'id="{key}"' in page for key in named)
    assert "style=" not in drawing


def test_boxes_say_for_whom_where_the_model_does():
    drawing = draw([(part, []) for part in COMPONENTS], [(part, []) for part in ENABLERS])
    for one in drawing.components:
        assert [box.is_for for box in one.boxes].count(True) == (len(one.part.tiers) or 1)
        assert all(box.x >= EDGE and box.x + box.width <= WIDTH for box in one.boxes)
    ends = [one.y + one.height for one in (*drawing.components, *drawing.enablers)]
    assert ends == sorted(ends), "nothing is drawn over what stands above it"
    assert ends[-1] <= drawing.height


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_the_database_the_same_however_much_there_is(
    count, lead, facilitator, member, sign_in, django_assert_num_queries
):
    for number in range(count):
        share(lead, f"Item {number}", parts=["budgets", "review"])
        tag_topic(make_topic(facilitator), parts=["finance"], by=facilitator)
    client = sign_in(member)
    client.get(path("model_map", member.group))
    with django_assert_num_queries(6):
        page = client.get(path("model_map", member.group))
    assert words_of(page).count("Item 0") == 2
