"""The widgets that draw blocks. Each shows one block, and tells what was done with it as an intent."""
