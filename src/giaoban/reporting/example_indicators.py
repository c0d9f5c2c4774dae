"""The example's indicators: those of a bloc of science and education, all figures invented.

Values are made for the open quarters of the fictitious province that are on record; some bodies are
silent in some quarters, one figure leaps without a word, so that gaps and questions can be seen.
"""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from giaoban.bodies.models import Body
from giaoban.bodies.queries import holds
from giaoban.reporting.actions import aims, indicators, values
from giaoban.reporting.combining import Pair
from giaoban.reporting.enums import Combination, Direction, PeriodKind, PeriodState
from giaoban.reporting.models import Indicator, IndicatorValue, Period
from giaoban.work.models import Field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from giaoban.core.policies import Actor

_SCIENCE = "Sở Khoa học và Công nghệ tỉnh Sông Lam"
_SCHOOLS = "Sở Giáo dục và Đào tạo tỉnh Sông Lam"
_HEALTH = "Sở Y tế tỉnh Sông Lam"
_CULTURE = "Sở Văn hóa, Thể thao và Du lịch tỉnh Sông Lam"
_FARMS = "Sở Nông nghiệp và Môi trường tỉnh Sông Lam"
_PRESS = "Báo và Phát thanh, Truyền hình Sông Lam"
_UNIVERSITY = "Trường Đại học Sông Lam"
_COLLEGE = "Trường Cao đẳng Y tế Sông Lam"
_UNION = "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Sông Lam"
_LEARNING = "Hội Khuyến học tỉnh Sông Lam"
_ALL = (
    _SCIENCE,
    _SCHOOLS,
    _HEALTH,
    _CULTURE,
    _FARMS,
    _PRESS,
    _UNIVERSITY,
    _COLLEGE,
    _UNION,
    _LEARNING,
)
# One quarter in which a figure is twelve times that of the quarter before, without a word.
_LEAP = ("YT02", 2)
_LEAP_TIMES = 12
# Of a hundred values so many are not told; the newest quarter is only half told yet.
_SILENT, _SILENT_NOW = 9, 45


class Made(NamedTuple):
    """An indicator of the example: what it is, what a quarter has about, what is aimed at."""

    code: str
    name: str
    field: str
    unit: str
    bodies: tuple[str, ...]
    about: int
    target: str = ""
    periods: Combination = Combination.SUM
    over: Combination = Combination.SUM
    direction: Direction = Direction.UP
    shares: tuple[str, str] = ("", "")
    decimals: int = 0
    provider: str = ""
    growth: int = 3
    definition: str = ""


INDICATORS = (
    Made(
        "KH01",
        "Số nhiệm vụ khoa học và công nghệ được nghiệm thu",
        "khoa học",
        "đầu việc",
        (_SCIENCE, _UNIVERSITY, _COLLEGE, _UNION),
        6,
        "30",
        definition="Nhiệm vụ cấp tỉnh và cấp cơ sở có biên bản nghiệm thu trong kỳ.",
    ),
    Made(
        "KH02",
        "Số sản phẩm được gắn mã truy xuất nguồn gốc",
        "khoa học",
        "sản phẩm",
        (_SCIENCE, _FARMS),
        240,
        "700",
        Combination.LATEST,
        growth=9,
        definition="Số sản phẩm còn hiệu lực mã tại ngày chốt số liệu.",
    ),
    Made(
        "GD01",
        "Số học sinh bỏ học",
        "giáo dục",
        "học sinh",
        (_SCHOOLS,),
        84,
        "60",
        direction=Direction.DOWN,
        growth=-3,
    ),
    Made(
        "GD02",
        "Tỷ lệ cán bộ, giảng viên, nhà giáo được bồi dưỡng trong kỳ",
        "giáo dục",
        "%",
        (_SCHOOLS, _UNIVERSITY, _COLLEGE, _HEALTH, _SCIENCE),
        400,
        "45",
        Combination.RATIO,
        Combination.RATIO,
        shares=("số người được bồi dưỡng", "số người thuộc diện bồi dưỡng"),
        decimals=1,
    ),
    Made(
        "YT01",
        "Tỷ lệ dân số tham gia bảo hiểm y tế",
        "y tế",
        "%",
        (_HEALTH,),
        1_800_000,
        "95",
        Combination.LATEST,
        Combination.RATIO,
        shares=("số người có thẻ", "dân số trung bình"),
        decimals=2,
    ),
    Made(
        "YT02",
        "Số ca mắc sốt xuất huyết",
        "y tế",
        "ca",
        (_HEALTH,),
        130,
        "100",
        direction=Direction.DOWN,
        growth=-2,
    ),
    Made(
        "TT01",
        "Số tin, bài tuyên truyền về khoa giáo",
        "",
        "tin, bài",
        _ALL,
        18,
        "190",
    ),
    Made(
        "HL01",
        "Điểm hài lòng của người dân với dịch vụ công",
        "",
        "điểm",
        (_SCIENCE, _SCHOOLS, _HEALTH, _CULTURE, _FARMS),
        82,
        "85",
        Combination.MEAN,
        Combination.MEAN,
        decimals=1,
        growth=0,
        definition="Thang 100 điểm, khảo sát hằng quý.",
    ),
    Made(
        "NV01",
        "Tỷ lệ nhiệm vụ hoàn thành đúng hạn",
        "",
        "%",
        _ALL,
        0,
        "90",
        Combination.RATIO,
        Combination.RATIO,
        shares=("số nhiệm vụ hoàn thành đúng hạn", "số nhiệm vụ đến hạn trong kỳ"),
        decimals=1,
        provider="tasks_on_time",
    ),
)


def make(*, by: Actor, at: dt.datetime) -> None:
    """Make the indicators that are missing, and values and targets of the open quarters."""
    quarters = list(
        Period.objects.filter(
            calendar__kind=PeriodKind.QUARTER,
            calendar__bloc__lead__name__endswith="Sông Lam",
            state=PeriodState.OPEN,
            first_day__lte=at.date(),
        )
        .select_related("calendar")
        .order_by("first_day")
    )
    for made in INDICATORS:
        row = Indicator.objects.filter(code=made.code).first() or _define(made, by, at)
        _aim(row, made, quarters, by, at)
        if not made.provider and not IndicatorValue.objects.filter(indicator=row).exists():
            _tell(row, made, quarters, by, at)


def _define(made: Made, by: Actor, at: dt.datetime) -> Indicator:
    numerator, denominator = made.shares
    is_points = made.unit == "điểm"
    return indicators.define(
        by=by,
        at=at,
        bodies=Body.objects.filter(name__in=made.bodies),
        name=made.name,
        code=made.code,
        definition=made.definition,
        unit=made.unit,
        numerator=numerator,
        denominator=denominator,
        decimals=made.decimals,
        direction=made.direction,
        over_periods=made.periods,
        over_bodies=made.over,
        lowest=Decimal(0),
        highest=Decimal(100) if made.unit == "%" or is_points else None,
        leap=None if made.provider else 150,
        field=_field(made.field),
        provider=made.provider,
    )


def _field(words: str) -> Field | None:
    return Field.objects.filter(name__icontains=words).first() if words else None


def _aim(row: Indicator, made: Made, quarters: list[Period], by: Actor, at: dt.datetime) -> None:
    if row.targets.exists():
        return
    for period in quarters:
        target = Decimal(made.target)
        aims.aim(by=by, at=at, indicator=row, period=period, target=target, baseline=None)


def _tell(row: Indicator, made: Made, quarters: list[Period], by: Actor, at: dt.datetime) -> None:
    for body in row.bodies.all():
        for at_quarter, period, pair in _told(made, body, quarters):
            leaps = (made.code, at_quarter) == _LEAP
            values.record_value(
                by=by,
                at=at,
                indicator=row,
                period=period,
                body=body,
                given=pair if not leaps else Pair((pair.value or Decimal(0)) * _LEAP_TIMES),
            )


def _told(made: Made, body: Body, quarters: list[Period]) -> Iterator[tuple[int, Period, Pair]]:
    """Yield what the body tells, quarter by quarter; what it does not tell is left out."""
    for at, period in enumerate(quarters):
        if not holds(body, period.last_day):
            continue
        chance = _draw(made.code, body.name, period.name)
        silent = _SILENT_NOW if at == len(quarters) - 1 else _SILENT
        if chance % 100 < silent and at and len(made.bodies) > 1:
            continue
        grown = made.about * (100 + made.growth * at) // 100
        value = Decimal(grown * (88 + chance // 100 % 25) // 100)
        if made.shares[0]:
            yield at, period, Pair(_part(made, value, at, chance), value)
        else:
            yield at, period, Pair(min(value, Decimal(100)) if made.unit == "điểm" else value)


def _part(made: Made, whole: Decimal, at: int, chance: int) -> Decimal:
    """Return the numerator: a share near the target that creeps up."""
    share = Decimal(made.target) - 4 + Decimal(at) / 2 + Decimal(chance // 7 % 5) - 2
    return Decimal(int(whole * min(share, Decimal(99)) / 100))


def _draw(*words: str) -> int:
    """Return a number that is the same at every run."""
    return zlib.crc32(" ".join(words).encode())
