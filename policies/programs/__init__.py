"""The leadership program and the Center of Excellence: who is on which list, what is due when."""

from policies.programs.offers import Offer
from policies.programs.sheet import Excellence, Leadership, ProgramSheet
from policies.programs.values import Attendance, Cohort, Hold, Presence, SignUp

__all__ = [
    "Attendance",
    "Cohort",
    "Excellence",
    "Hold",
    "Leadership",
    "Offer",
    "Presence",
    "ProgramSheet",
    "SignUp",
]
