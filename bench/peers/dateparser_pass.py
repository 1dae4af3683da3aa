"""dateparser.search over texts: seconds and peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from dateparser.search import search_dates

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
texts = [json.loads(line) for line in lines]
search_dates(texts[0], languages=["en"])
began = time.perf_counter()
found = sum(len(search_dates(text, languages=["en"]) or ()) for text in texts)
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak_mib": peak, "dates": found}))
