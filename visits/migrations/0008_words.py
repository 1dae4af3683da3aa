"""The function that makes a text's words, for indexes and searches in every script."""

from __future__ import annotations

from django.db import migrations

# Without case, accents and marks; Chinese and Japanese signs become words of their own, so that
# a name can be found inside a sentence without spaces. The collation is named: a database's own
# may know no letters but ASCII's. What is too long for an index entry is left out at the end.
WORDS = r"""
CREATE FUNCTION visits_words(told text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple'::regconfig, regexp_replace(
    regexp_replace(
      normalize(lower(left(told, 200000) COLLATE pg_c_utf8), NFKD), '[\u0300-\u036f.]', '', 'g'),
    '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])|[^[:alnum:]]+', ' \1 ', 'g'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0007_subscriptions")]
    operations = [migrations.RunSQL(WORDS, "DROP FUNCTION visits_words(text);")]
