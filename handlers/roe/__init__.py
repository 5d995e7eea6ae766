"""/roe: whose account is it, and why; for one account or a list of them."""
