"""The Required 7: skills that an account executive looks at themselves once a week."""

from policies.skills.sheet import Sees, Skill, SkillsSheet
from policies.skills.values import Tick

__all__ = ["Sees", "Skill", "SkillsSheet", "Tick"]
