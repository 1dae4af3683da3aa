"""splink over visit claims: groups at the threshold that suits it best, and the seconds it took."""

from __future__ import annotations

import json
import logging
import sys
import time

import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.getLogger("splink").setLevel(logging.ERROR)
table = sys.argv[1]
settings = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="unique_id",
    comparisons=[
        cl.JaroWinklerAtThresholds("name", [0.92, 0.8]),
        cl.AbsoluteDateDifferenceAtThresholds(
            "start", input_is_string=False, metrics=["day", "day", "day"], thresholds=[1, 7, 30]
        ),
        cl.AbsoluteDateDifferenceAtThresholds(
            "published",
            input_is_string=False,
            metrics=["day", "day", "day"],
            thresholds=[3, 14, 60],
        ),
        cl.ExactMatch("host"),
        cl.ExactMatch("city"),
        cl.ExactMatch("kind"),
    ],
    blocking_rules_to_generate_predictions=[block_on("family"), block_on("sender", "host")],
)
began = time.perf_counter()
api = DuckDBAPI()
linker = Linker(api.register_from_csv(table), settings)
linker.training.estimate_probability_two_random_records_match(
    [block_on("family", "host", "start")], recall=0.5
)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
for rule in (block_on("family", "host"), block_on("published")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
found = linker.inference.predict(threshold_match_probability=0.01)
groups = {}
for percent in (5, 20, 50, 80, 90, 95, 99):
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        found, threshold_match_probability=percent / 100
    ).as_record_list()
    groups[percent] = {row["unique_id"]: row["cluster_id"] for row in clusters}
print(json.dumps({"seconds": time.perf_counter() - began, "groups": groups}))
