import sys

from dasupport.cli import main

sys.exit(main())
