"""A local Slack to try, test and break a bot in; it knows nothing of the bot."""
