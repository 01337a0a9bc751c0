"""Actions of a user, each in one transaction. Actions print nothing and know no user interface."""
