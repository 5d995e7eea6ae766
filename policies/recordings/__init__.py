"""Recorded customer calls: asking for consent, being told before, and not attending."""

from policies.recordings.sheet import Absence, RecordingSheet, Said, Saying
from policies.recordings.values import Call, State

__all__ = ["Absence", "Call", "RecordingSheet", "Said", "Saying", "State"]
