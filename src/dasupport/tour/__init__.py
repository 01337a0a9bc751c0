"""The tour: drives the real window through a made-up case and takes pictures of every screen."""
