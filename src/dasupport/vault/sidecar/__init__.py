"""Files beside the data: lock file, reserved space, rescue file, attempt counter, markers, cleanup."""
