"""The encrypted vault. Database rows stay inside; callers get frozen values."""
