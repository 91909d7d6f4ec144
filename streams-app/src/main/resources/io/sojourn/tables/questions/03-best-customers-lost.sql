-- Which customers who fell silent had spent most? 沉默或流失的客户中，谁消费最多？
WITH silent AS (SELECT customer_id, ladder, arg_max(to_stage, ordinal) AS stage, max(ordinal) AS ordinal FROM stage_transitions GROUP BY ALL)
SELECT c.customer_id, s.ladder, s.stage, t.effective_at AS since, c.orders, c.spend, c.last_order_at
FROM silent s
JOIN stage_transitions t ON t.customer_id = s.customer_id AND t.ladder = s.ladder AND t.ordinal = s.ordinal
JOIN customers c ON c.customer_id = s.customer_id
WHERE t.cause IN ('SILENCE', 'CROSSING')
ORDER BY c.spend DESC, c.customer_id
LIMIT 20;
