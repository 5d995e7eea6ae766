"""Red/Green reviews as they are held: what is in them, what is asked, and what is said against."""
