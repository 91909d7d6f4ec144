-- How many order a second time, and how soon? 多少客户会复购，多快？
WITH counting AS (
    SELECT customer_id, ordered_at, row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id) AS nth
    FROM orders WHERE counts),
pairs AS (
    SELECT a.customer_id, a.ordered_at AS first_at, b.ordered_at AS second_at
    FROM counting a LEFT JOIN counting b ON b.customer_id = a.customer_id AND b.nth = 2
    WHERE a.nth = 1)
SELECT w.days AS within_days, count(*) AS customers, -- only who could have by now
       count(*) FILTER (second_at <= first_at + to_days(w.days)) AS ordered_again,
       round(100.0 * count(*) FILTER (second_at <= first_at + to_days(w.days)) / count(*), 1) AS percent
FROM pairs, (VALUES (30), (60), (90), (180), (365)) w(days), ledger l
WHERE first_at + to_days(w.days) <= l.reached_at
GROUP BY w.days
ORDER BY w.days;
