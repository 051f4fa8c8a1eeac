-- Articles in the order that grouping goes by: day of publication, those without one last, then id. Newest codings.
-- Days are counted from 1970; `link` is equal where two have one address.
CREATE TEMP TABLE numbered AS
SELECT row_number() OVER (ORDER BY a.published NULLS LAST, a.article_id) - 1 AS number,
       a.article_id, a.version, a.outlet, a.body,
       coalesce(a.published - DATE '1970-01-01', 1000000000)::INTEGER AS day,
       (hash(coalesce(a.url, a.article_id))::HUGEINT - 9223372036854775808)::BIGINT AS link
FROM articles a
JOIN current USING (article_id, version)
