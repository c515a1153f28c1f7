"""What workers do in tests: by the word that they are given."""

import os
import signal
import time
from pathlib import Path


def work(task):
    kind, _, rest = task.partition(" ")
    if kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "die-once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "hang":
        time.sleep(600)
    if kind == "exit":
        os._exit(int(rest))
    return f"done {task}"
