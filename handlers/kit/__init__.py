"""What features share: their vocabulary, a few blocks, the adapter to Bolt and the sender."""
