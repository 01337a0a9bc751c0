"""Platform-specific code behind one small interface: standard library only, and nothing about people."""
