"""What each system has of its own, behind one small face: standard library only, and nothing about people."""
