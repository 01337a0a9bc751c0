"""The tour: the real window, driven through a made-up case, with pictures of every screen."""
