"""What people do that reaches an app: commands, presses, forms, suggestions."""
