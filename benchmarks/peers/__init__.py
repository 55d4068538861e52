"""The race: the same rulebook in other engines, on the same transfers, in one run. See benchmarks/README.md."""

import os

for _name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[_name] = "1"  # one thread each; they are read once, when the engines are imported
