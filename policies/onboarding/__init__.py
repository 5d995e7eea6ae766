"""Onboarding: what a new hire goes through, by when, and what they and their manager are told."""

from policies.marks import Mark, Marked
from policies.onboarding.sheet import OnboardingSheet, Thing, things_for
from policies.onboarding.values import Follows, Onboarding, State

__all__ = [
    "Follows",
    "Mark",
    "Marked",
    "Onboarding",
    "OnboardingSheet",
    "State",
    "Thing",
    "things_for",
]
