-- Of warned customers, how many ordered within 90 days all the same? 预警发出后 90 天内，有多少客户仍下单？
WITH raised AS (
    SELECT customer_id, warning, effective_at FROM churn_warnings, ledger
    WHERE state = 'RAISED' AND previous_level IS NULL AND effective_at + INTERVAL 90 DAY <= reached_at),
followed AS (
    SELECT r.customer_id, r.warning, r.effective_at, count(o.order_id) > 0 AS ordered
    FROM raised r
    LEFT JOIN orders o ON o.customer_id = r.customer_id AND o.counts
                      AND o.ordered_at > r.effective_at AND o.ordered_at <= r.effective_at + INTERVAL 90 DAY
    GROUP BY ALL)
SELECT warning, CAST(date_trunc('quarter', effective_at) AS DATE) AS quarter, count(*) AS raised,
       count(*) FILTER (ordered) AS ordered_all_the_same, round(100.0 * count(*) FILTER (NOT ordered) / count(*), 1) AS percent_right
FROM followed
GROUP BY ALL
ORDER BY warning, quarter;
