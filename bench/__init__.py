"""What the project promises in figures, measured side by side."""

SECRET = "a-signing-secret-for-benchmarks"
