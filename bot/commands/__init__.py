"""What each word after `handrail` does; imported only when it is said."""
