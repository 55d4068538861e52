"""
Transfers decided, and people counted, on a cluster: `python decide_and_count.py TRANSFERS RECORDS OUT LAW...`.

TRANSFERS and RECORDS are files or folders that Spark reads (Parquet; CSV with a heading), with the columns of an
inventory; those of RECORDS are dated and have keys of people, as `lexflux ledger add` takes them. Answers are written
to OUT as Parquet, counts on the last day of the records to standard output. PYSPARK_PYTHON names the Python of the
workers; `spark-submit` gives the master, else all processors of this machine are used.
"""

import os
import sys

from pyspark.sql import DataFrame, SparkSession, functions

from lexflux.batch.spark import decide_frame
from lexflux.knowledge_base import load
from lexflux.ledger.spark import count_frame

transfers, records, out, *laws = sys.argv[1:]
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
session = SparkSession.builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 131072).getOrCreate()


def read(path: str) -> DataFrame:
    """Return a table as Spark reads it."""
    if path.endswith(".csv"):
        return session.read.csv(path, header=True)
    return session.read.parquet(path)


decide_frame(read(transfers), laws).write.parquet(out)
decided = session.read.parquet(out)
print("rows that describe no transfer:", decided.filter("problem is not null").count())
for law in laws:
    decided.groupBy(f"`{law}.verdict`").count().orderBy(f"`{law}.verdict`").show()

frame = read(records)
last = frame.select(functions.max(functions.to_date("date"))).head()[0]
labels = load().book.labels
for one in count_frame(frame, last):
    named = " → ".join(filter(None, [one.target.exporter, one.target.recipient]))
    kinds = ", ".join(sorted(kind.rsplit("/")[-1] for kind in one.target.kinds))
    print(last, named, labels[one.count.iri]["en"], kinds, f"{one.bounds.least}..{one.bounds.most}", sep=" | ")
