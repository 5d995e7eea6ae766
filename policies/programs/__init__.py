"""The leadership program and the Center of Excellence: who is on which list, what is due when."""

from policies.programs.sheet import Excellence, Leadership, ProgramSheet
from policies.programs.values import Cohort, Hold, SignUp

__all__ = ["Cohort", "Excellence", "Hold", "Leadership", "ProgramSheet", "SignUp"]
