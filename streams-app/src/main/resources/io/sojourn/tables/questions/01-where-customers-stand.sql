-- How many customers stand in each stage, and what have they spent? 各阶段现有多少客户，累计消费多少？
SELECT s.ladder, s.stage, s.title_en, s.title_zh, count(c.customer_id) AS customers, coalesce(sum(c.spend), 0) AS spend,
       round(100.0 * count(c.customer_id) / sum(count(c.customer_id)) OVER (PARTITION BY s.ladder), 1) AS percent
FROM stages s
LEFT JOIN customer_stages cs ON cs.ladder = s.ladder AND cs.stage = s.stage
LEFT JOIN customers c ON c.customer_id = cs.customer_id
GROUP BY s.ladder, s.position, s.stage, s.title_en, s.title_zh
ORDER BY s.ladder, s.position;
