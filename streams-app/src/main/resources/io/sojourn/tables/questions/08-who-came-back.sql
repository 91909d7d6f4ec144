-- Who had fallen silent came back: how many, and what have they brought since? 沉默后回来的客户有多少，此后带来多少收入？
WITH back AS (
    SELECT customer_id, ladder, from_stage, effective_at
    FROM stage_transitions t
    WHERE cause = 'EVENT'
      AND EXISTS (SELECT 1 FROM stage_transitions p
                  WHERE p.customer_id = t.customer_id AND p.ladder = t.ladder AND p.ordinal = t.ordinal - 1 AND p.cause IN ('SILENCE', 'CROSSING')))
SELECT b.ladder, b.from_stage, count(DISTINCT (b.customer_id, b.effective_at)) AS returns, count(DISTINCT b.customer_id) AS customers,
       coalesce(sum(o.net), 0) AS brought_within_90_days
FROM back b
LEFT JOIN orders o ON o.customer_id = b.customer_id AND o.counts AND o.ordered_at >= b.effective_at
                  AND o.ordered_at < b.effective_at + INTERVAL 90 DAY
GROUP BY b.ladder, b.from_stage
ORDER BY b.ladder, returns DESC;
