"""data_visualization: pies, and bars, areas and lines over shared categories.

Slack's page allows six segments or series; some libraries twelve. Six is safe with both.
"""

from collections.abc import Mapping
from typing import Any

from playground.validation.rules import (
    FINE,
    Each,
    Found,
    Kinds,
    Number,
    Rule,
    String,
    also,
    bare,
    shape,
    under,
    wrong,
)

LABEL = String(20)
AXIS = bare({"categories": Each(LABEL, 1, 20)}, {"x_label": String(50), "y_label": String(50)})
SEGMENT = bare({"label": LABEL, "value": Number(positive=True)})
POINT = bare({"label": LABEL, "value": Number()})
SERIES = bare({"name": LABEL, "data": Each(POINT, 1, 20)})


def names_differ(chart: Mapping[str, Any]) -> Found:
    names = [series["name"] for series in chart["series"]]
    different = len(names) == len(set(names))
    return FINE if different else under("series", wrong("names must be unique"))


def categories_differ(chart: Mapping[str, Any]) -> Found:
    categories = chart["axis_config"]["categories"]
    if len(categories) == len(set(categories)):
        return FINE
    return under("axis_config", under("categories", wrong("categories must be unique")))


def a_point_for_every_category(chart: Mapping[str, Any]) -> Found:
    categories = sorted(chart["axis_config"]["categories"])
    for index, series in enumerate(chart["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            found = under("data", wrong("must have one point for every category"))
            return under("series", under(index, found))
    return FINE


OVER_CATEGORIES = also(
    shape({"series": Each(SERIES, 1, 6), "axis_config": AXIS}),
    names_differ,
    categories_differ,
    a_point_for_every_category,
)
CHARTS: Mapping[str, Rule] = {
    "pie": shape({"segments": Each(SEGMENT, 1, 6)}),
    "bar": OVER_CATEGORIES,
    "area": OVER_CATEGORIES,
    "line": OVER_CATEGORIES,
}
CHART = Kinds(CHARTS)
