"""What a screen is: blocks, intents, routes, presenter, field keys, shortcuts. No Qt."""
