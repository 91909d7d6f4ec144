-- How many stood in each stage at the end of each month? 每月末各阶段有多少客户？
SELECT last_day(day) AS month_end, ladder, stage, arg_max(customers, day) AS customers
FROM daily_population
GROUP BY last_day(day), ladder, stage
ORDER BY month_end, ladder, stage;
