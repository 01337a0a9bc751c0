"""Paper: sheets for one reader each. They start empty and are filled by rule."""
