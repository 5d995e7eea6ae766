"""How apps are reached: sockets, signed requests, events with retries."""
