"""What was committed at a period's last Red/Green session against what closed: rg-lookback."""
