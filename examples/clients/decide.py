"""Decide a transfer over HTTP: `python decide.py ADDRESS FILE`, with nothing but Python."""

import json
import sys
from pathlib import Path
from urllib.request import Request, urlopen

address, file = sys.argv[1:]
request = Request(f"{address}api/v1/decide", Path(file).read_bytes(), {"Content-Type": "application/yaml"})
answer = json.load(urlopen(request))
print(answer["verdict"], *(one["label"] for one in answer["requirements"]), sep="\n- ")
