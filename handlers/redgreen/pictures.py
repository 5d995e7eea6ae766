"""The same chart as a picture, drawn by matplotlib; import this only to draw."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from matplotlib.figure import Figure

from handlers.redgreen import words
from handlers.redgreen.charts import CLOSED, COMMITTED, Bars

WIDTH, ROW, HEAD = 9.0, 0.62, 1.5
"""In inches; a row holds both bars of a name."""
DPI = 110
THICK = 0.36
LOOKS = ((COMMITTED, "#c9d7e8", "//"), (CLOSED, "#1f5fa8", ""))
"""Told apart by the hatching and by their order too, not by the colour alone."""


def png(charts: Sequence[Bars]) -> bytes:
    heights = [HEAD + ROW * len(each.rows) for each in charts]
    figure = Figure(figsize=(WIDTH, sum(heights)), dpi=DPI, layout="constrained")
    axes = figure.subplots(len(charts), 1, squeeze=False, height_ratios=heights)
    for bars, axis in zip(charts, axes[:, 0], strict=True):
        _draw(axis, bars)
    held = BytesIO()
    figure.savefig(held, format="png")
    return held.getvalue()


def _draw(axis: Any, bars: Bars) -> None:
    places = range(len(bars.rows))
    for number, (name, colour, hatch) in enumerate(LOOKS):
        dollars = [row[1:][number] for row in bars.rows]
        at = [place + (number - 0.5) * THICK for place in places]
        drawn = axis.barh(
            at, dollars, THICK, label=name, color=colour, hatch=hatch, edgecolor="#1f3a5f"
        )
        told = [f" {words.money(each)}" for each in dollars]
        axis.bar_label(drawn, told, padding=2, fontsize=9, parse_math=False)
    axis.set_yticks(list(places), [row[0] for row in bars.rows], parse_math=False)
    axis.invert_yaxis()
    axis.margins(x=0.14)
    axis.set_title(bars.title, loc="left", fontweight="bold", parse_math=False)
    axis.set_xlabel("Net ARR in dollars")
    axis.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)
    axis.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2, frameon=False)
