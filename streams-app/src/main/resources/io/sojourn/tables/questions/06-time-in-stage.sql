-- How long do customers stay in a stage, in days? 客户在各阶段停留多久（天）？
SELECT ladder, stage, ended, there_still, p25, p50, p75, p90
FROM dwell_times
ORDER BY ladder, stage;
