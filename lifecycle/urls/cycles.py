from django.urls import URLPattern, path, register_converter

from lifecycle.views import cycles


class StageNumber:
    regex = "[1-6]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(StageNumber, "stage")

HERE = "g/<uuid:group_id>/how-we-work/"
ONE = f"{HERE}<stage:stage_number>/"

urlpatterns: list[URLPattern] = [
    path(HERE, cycles.how_we_work, name="how_we_work"),
    path(f"{HERE}begin/", cycles.cycle_begin, name="cycle_begin"),
    path(ONE, cycles.stage, name="stage"),
    path(f"{ONE}open/", cycles.stage_open, name="stage_open"),
    path(f"{ONE}leave/", cycles.stage_leave, name="stage_leave"),
    path(f"{ONE}strength/", cycles.stage_strength, name="stage_strength"),
    path(f"{ONE}worry/", cycles.worry, name="stage_worry"),
]
