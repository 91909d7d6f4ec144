-- The shop of docs/connect.md. Into an empty database whose server has wal_level=logical, as a superuser:
--   createdb shop
--   psql -d shop -f docs/examples/connect/shop.sql
-- The worker's password is SHOP_DB_PASSWORD in psql's environment.
\set ON_ERROR_STOP on
\getenv password SHOP_DB_PASSWORD
BEGIN;

CREATE TABLE customers (
    id            text PRIMARY KEY,
    registered_at timestamptz,
    city          text,
    time_zone     text,               -- Europe/Paris
    birthday      date,
    email_consent boolean
);

CREATE TABLE orders (
    id          bigserial PRIMARY KEY,
    customer_id text,                 -- null: a guest
    placed_at   timestamptz NOT NULL,
    total       numeric(12, 2) NOT NULL,
    currency    char(3) NOT NULL,
    status      text NOT NULL DEFAULT 'placed' -- placed | cancelled
);

CREATE TABLE refunds (
    id          bigserial PRIMARY KEY,
    order_id    bigint REFERENCES orders,
    customer_id text,
    refunded_at timestamptz,
    amount      numeric(12, 2),
    currency    char(3)
);

CREATE TABLE tickets (
    id          bigserial PRIMARY KEY,
    customer_id text,
    opened_at   timestamptz,
    subject     text,
    complaint   boolean DEFAULT false,
    status      text DEFAULT 'open',  -- open | resolved
    stars       int                   -- 1 to 5, once the customer has rated
);

CREATE TABLE campaign_results (
    id          bigserial PRIMARY KEY,
    customer_id text,
    happened_at timestamptz,
    kind        text,                 -- email-opened, campaign-reply, …
    campaign    text
);

-- Changes then carry the row as it was before: what turned "placed" into "cancelled" can be told from any other update.
ALTER TABLE customers REPLICA IDENTITY FULL;
ALTER TABLE orders REPLICA IDENTITY FULL;
ALTER TABLE refunds REPLICA IDENTITY FULL;
ALTER TABLE tickets REPLICA IDENTITY FULL;
ALTER TABLE campaign_results REPLICA IDENTITY FULL;

-- What the worker logs in as: it reads these tables and their changes, and can do nothing else.
CREATE ROLE sojourn LOGIN REPLICATION PASSWORD :'password';
GRANT SELECT ON customers, orders, refunds, tickets, campaign_results TO sojourn;
CREATE PUBLICATION sojourn FOR TABLE customers, orders, refunds, tickets, campaign_results;

INSERT INTO customers VALUES
    ('anna', now() - interval '400 days', 'Lyon', 'Europe/Paris', '1990-04-17', true),
    ('bruno', now() - interval '91 days', 'Porto', 'Europe/Lisbon', NULL, false),
    ('chen', now() - interval '200 days', '上海', 'Asia/Shanghai', '1985-11-02', true);
INSERT INTO orders (customer_id, placed_at, total, currency) VALUES
    ('anna', now() - interval '30 days', 45.00, 'USD'),
    ('anna', now() - interval '3 days', 12.50, 'USD'),
    -- In three minutes the last order of bruno is 90 days old.
    ('bruno', now() - interval '90 days' + interval '3 minutes', 80.00, 'USD'),
    ('chen', now() - interval '120 days', 33.90, 'USD'),
    (NULL, now() - interval '1 day', 9.90, 'USD');
INSERT INTO refunds (order_id, customer_id, refunded_at, amount, currency) VALUES
    (1, 'anna', now() - interval '20 days', 5.00, 'USD');
INSERT INTO tickets (customer_id, opened_at, subject, complaint) VALUES
    ('anna', now() - interval '2 days', 'Where is my parcel?', true);
INSERT INTO campaign_results (customer_id, happened_at, kind, campaign) VALUES
    ('chen', now() - interval '10 days', 'email-opened', 'spring');

COMMIT;
