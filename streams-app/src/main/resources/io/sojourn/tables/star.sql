-- Tables made of those that the fold wrote. What a customer is, was decided before; here it is only counted.

CREATE TABLE customers AS
SELECT customer_id, first_seen_at, first_order_at, CAST(date_trunc('month', first_order_at) AS DATE) AS first_order_month,
       rfm_last_order_at AS last_order_at, orders, spend, currency, visits, last_visit_at, tickets, tickets_open, engagements,
       rfm_window_days, rfm_frequency, rfm_gross, rfm_refunds, rfm_net, warnings, tags, as_of, look_again_at, chain
FROM customer_state;

CREATE TABLE orders AS
SELECT o.order_id, v.customer_id, v.ordered_at, o.told_at, v.total, v.refunded,
       CAST(v.total - v.refunded AS DECIMAL(18, 4)) AS net, o.currency, v.counts
FROM order_values v
JOIN (SELECT customer_id, order_key, arg_min(order_id, told_at) AS order_id, min(told_at) AS told_at, arg_min(currency, told_at) AS currency
      FROM order_events WHERE kind = 'order' GROUP BY customer_id, order_key) o USING (customer_id, order_key);

-- Of whom something is known, since it is: not of who was erased, and has not come back.
CREATE TEMP VIEW moved AS
SELECT t.* FROM stage_transitions t JOIN customers c USING (customer_id) WHERE t.effective_at >= c.first_seen_at
QUALIFY ordinal > coalesce(max(ordinal) FILTER (cause = 'ERASURE') OVER (PARTITION BY customer_id, ladder), 0);

-- At the end of each day, UTC. A ladder that is no longer asked has no row.
CREATE TABLE daily_population AS
WITH moves AS (
    SELECT ladder, to_stage AS stage, CAST(effective_at AS DATE) AS day, 1 AS n FROM moved
    UNION ALL
    SELECT ladder, from_stage, CAST(effective_at AS DATE), -1 FROM moved
    UNION ALL
    SELECT s.ladder, s.stage, CAST(c.first_seen_at AS DATE), 1 FROM customers c CROSS JOIN stages s WHERE s.is_initial),
net AS (SELECT ladder, stage, day, sum(n) AS n FROM moves GROUP BY ladder, stage, day),
days AS (
    SELECT CAST(unnest(generate_series((SELECT min(day) FROM moves), (SELECT CAST(reached_at AS DATE) FROM ledger), INTERVAL 1 DAY)) AS DATE) AS day)
SELECT d.day, s.ladder, s.stage,
       CAST(sum(coalesce(n.n, 0)) OVER (PARTITION BY s.ladder, s.stage ORDER BY d.day) AS BIGINT) AS customers
FROM days d CROSS JOIN stages s LEFT JOIN net n ON n.day = d.day AND n.ladder = s.ladder AND n.stage = s.stage
ORDER BY d.day, s.ladder, s.position;

-- Customers by the month of their first order that counts: who ordered in the n-th month after it, and who ever ordered again by its end.
CREATE TABLE cohorts AS
WITH counting AS (
    SELECT customer_id, ordered_at, net, CAST(date_trunc('month', ordered_at) AS DATE) AS month,
           row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id) AS nth
    FROM orders WHERE counts),
firsts AS (SELECT customer_id, month AS cohort FROM counting WHERE nth = 1),
sizes AS (SELECT cohort, count(*) AS size FROM firsts GROUP BY cohort),
months AS (
    SELECT cohort, size,
           CAST(unnest(generate_series(0, datediff('month', cohort, (SELECT CAST(date_trunc('month', reached_at) AS DATE) FROM ledger)))) AS INTEGER) AS months_after
    FROM sizes),
active AS (
    SELECT f.cohort, datediff('month', f.cohort, c.month) AS months_after,
           count(DISTINCT c.customer_id) AS active, count(*) AS orders, sum(c.net) AS net
    FROM counting c JOIN firsts f USING (customer_id) GROUP BY ALL),
again AS (
    SELECT f.cohort, datediff('month', f.cohort, c.month) AS months_after, count(*) AS n
    FROM counting c JOIN firsts f USING (customer_id) WHERE c.nth = 2 GROUP BY ALL)
SELECT m.cohort, m.months_after, m.size, coalesce(a.active, 0) AS active, coalesce(a.orders, 0) AS orders,
       CAST(coalesce(a.net, 0) AS DECIMAL(18, 4)) AS net, round(coalesce(a.active, 0) / m.size, 4) AS retention,
       round(sum(coalesce(g.n, 0)) OVER (PARTITION BY m.cohort ORDER BY m.months_after) / m.size, 4) AS repeat_rate
FROM months m
LEFT JOIN active a USING (cohort, months_after)
LEFT JOIN again g USING (cohort, months_after)
ORDER BY m.cohort, m.months_after;

CREATE TABLE transition_matrix AS
SELECT ladder, from_stage, to_stage, count(*) AS transitions, count(DISTINCT customer_id) AS customers,
       round(count(*) / sum(count(*)) OVER (PARTITION BY ladder, from_stage), 4) AS share
FROM moved GROUP BY ladder, from_stage, to_stage ORDER BY ladder, from_stage, transitions DESC;

-- In days. Stays that have ended; who is there still stays longer than is known.
CREATE TABLE dwell_times AS
WITH stays AS (
    SELECT t.ladder, t.from_stage AS stage,
           coalesce(t.previous_stage_millis, datediff('millisecond', c.first_seen_at, t.effective_at)) / 86400000.0 AS days
    FROM moved t JOIN customers c USING (customer_id)),
still AS (SELECT ladder, stage, count(*) AS there_still FROM customer_stages GROUP BY ladder, stage)
SELECT ladder, stage, count(days) AS ended, coalesce(any_value(there_still), 0) AS there_still,
       round(avg(days), 2) AS mean, round(quantile_cont(days, 0.10), 2) AS p10, round(quantile_cont(days, 0.25), 2) AS p25,
       round(quantile_cont(days, 0.50), 2) AS p50, round(quantile_cont(days, 0.75), 2) AS p75, round(quantile_cont(days, 0.90), 2) AS p90
FROM stays FULL JOIN still USING (ladder, stage) GROUP BY ladder, stage ORDER BY ladder, stage;
