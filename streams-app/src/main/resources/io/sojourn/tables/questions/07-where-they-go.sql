-- From each stage, where do customers go? 客户从各阶段流向哪里？
SELECT ladder, from_stage, to_stage, transitions, customers, round(100 * share, 1) AS percent
FROM transition_matrix
ORDER BY ladder, from_stage, transitions DESC;
