-- Of those who first ordered in a month, what share ordered in the months after it? 各首单月份的客户，之后每月有多少仍在下单？
SELECT cohort, any_value(size) AS customers,
       max(retention) FILTER (months_after = 1) AS month_1, max(retention) FILTER (months_after = 2) AS month_2,
       max(retention) FILTER (months_after = 3) AS month_3, max(retention) FILTER (months_after = 6) AS month_6,
       max(retention) FILTER (months_after = 12) AS month_12
FROM cohorts
GROUP BY cohort
ORDER BY cohort;
