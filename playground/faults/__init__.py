"""Misbehaviour to order: of the Web API, of what is delivered, and of the wires."""

from playground.faults.calls import Fault, Faults
from playground.faults.deliveries import Mishap, Mishaps
from playground.faults.misbehaviours import Misbehaviour

__all__ = ["Fault", "Faults", "Misbehaviour", "Mishap", "Mishaps"]
