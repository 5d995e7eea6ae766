"""Slack in, Slack out: one module per feature. To add one, write it and name it here."""

from handlers import (
    answering,
    close_dates,
    deals,
    desks,
    feedback,
    files,
    forecasts,
    handrail,
    home,
    nextsteps,
    opportunities,
    packs,
    pane,
    people,
    reminders,
    roe,
    segments,
    trips,
)
from handlers.kit.feature import Feature

FEATURES: tuple[Feature, ...] = (
    roe.FEATURE,
    segments.FEATURE,
    desks.FEATURE,
    packs.FEATURE,
    nextsteps.FEATURE,
    reminders.FEATURE,
    trips.FEATURE,
    home.FEATURE,
    deals.FEATURE,
    close_dates.FEATURE,
    forecasts.FEATURE,
    people.FEATURE,
    opportunities.FEATURE,
    files.FEATURE,
    handrail.FEATURE,
    answering.FEATURE,
    feedback.FEATURE,
    pane.FEATURE,
)
