-- What share of the money comes from the best tenth of customers, the next, and so on? 收入有多集中：每十分之一客户贡献多少？
WITH ranked AS (SELECT spend, ntile(10) OVER (ORDER BY spend DESC, customer_id) AS tenth FROM customers WHERE orders > 0)
SELECT tenth, count(*) AS customers, min(spend) AS from_spend, sum(spend) AS spend,
       round(100.0 * sum(spend) / sum(sum(spend)) OVER (), 1) AS percent
FROM ranked
GROUP BY tenth
ORDER BY tenth;
