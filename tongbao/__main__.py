"""``python -m tongbao``: the command line."""

import sys

from tongbao.cli import main

sys.exit(main())
