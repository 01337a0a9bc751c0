"""Entry point of `python -m dasupport`."""

import sys

from dasupport.cli import main

sys.exit(main())
