"""The ways in which people write days, months, times of day and durations."""

import re

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name[:3]: place for place, name in enumerate(_MONTHS.split(), 1)}
_M = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS.split()) + r"|sept)\.?"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = {name[:3]: place for place, name in enumerate(_DAYS.split())}
_W = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday|s)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?\s?(?:am|pm)?|\d{1,2}\s?(?:am|pm)|noon|midnight)"
_TH = r"(?:st|nd|rd|th)?"
_DAY = (
    r"(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<slashed>\d{1,2}[./]\d{1,2}[./]\d{4})"
    rf"|(?P<dm>\d{{1,2}}{_TH}\s+(?:of\s+)?{_M}(?:,?\s+\d{{4}})?)"
    rf"|(?P<md>{_M}\s+\d{{1,2}}{_TH}(?![\d.,:]*[\d:%])(?:,?\s+(?:19|20)\d\d)?)"
    r"|(?P<rel>today|tomorrow|yesterday|the day after tomorrow)"
    rf"|(?P<next>(?:next|this|coming|last)\s+{_W}))"
)
INSTANT = re.compile(
    rf"\b(?:(?P<named>{_W})\.?,?\s+)?{_DAY}(?:t|,?\s+(?:at\s+|@\s*)?)(?P<clock>{_CLOCK})(?!\w)"
)
DAY = re.compile(rf"\b(?:(?P<named>{_W})\.?,?\s+)?(?:the\s+)?{_DAY}(?![\w:])")
MONTH = re.compile(
    r"\b(?:(?P<ym>(?:19|20)\d\d-\d{1,2})(?![-\d])|(?P<slashed>\d{1,2}/(?:19|20)\d\d)(?![/\d])"
    rf"|(?P<my>{_M}\s+(?:19|20)\d\d)|(?P<rel>(?:this|next|last|the current|current)\s+month)"
    r"|(?P<only>january|february|march|april|may(?=\s*(?:$|[,.;?!]|\d|red|dates|with"
    r"|no (?:compell?ing )?event))"
    r"|(?:(?<=% )|(?<=\bin )|(?<=\bof )|(?<=\bfor ))may|june|july"
    r"|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\b"
)
TIME = re.compile(rf"\b(?:(?P<named>{_W})\.?,?\s+)?(?:at\s+)?(?P<clock>{_CLOCK})(?!\w)")
SPAN = re.compile(
    r"(?<![\w.])(?P<count>\d+(?:\.\d+)?(?=[\s-]?[a-z])"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|a|an)(?=[\s-][a-z]{2}))"
    r"[\s-]?(?P<unit>minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|mos?|years?)\b"
)
