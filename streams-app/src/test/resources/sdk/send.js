// Sends orders 1 to N through a library of a shop's backend, as its documentation shows it, and says how far it has come.
//   node send.js segment|rudderstack URL KEY N
const [library, url, key, count] = process.argv.slice(2);
const total = Number(count);
const settled = { delivered: 0, failed: 0 };
// A steady stream, so that whatever happens to the collector happens in the middle of it.
const atOnce = Math.max(1, Math.round(total / 100));
const pause = () => new Promise((resolve) => setTimeout(resolve, 40));

function order(number) {
  return {
    userId: `${library}-${number % 97}`,
    event: 'Order Completed',
    properties: { order_id: `${library}-${number}`, total: 19.99, currency: 'USD', products: [{ sku: 'tea', price: 19.99 }] },
  };
}

function settle(error) {
  settled[error ? 'failed' : 'delivered']++;
  if (error) console.error(String(error));
  if ((settled.delivered + settled.failed) % atOnce === 0) console.log(`delivered ${settled.delivered}`);
}

async function stream(track) {
  for (let number = 1; number <= total; number++) {
    track(order(number));
    if (number % atOnce === 0) await pause();
  }
}

async function segment() {
  const { Analytics } = require('@segment/analytics-node');
  const analytics = new Analytics({ writeKey: key, host: url, maxRetries: 50, flushInterval: 200 });
  await stream((event) => analytics.track(event, settle));
  await analytics.closeAndFlush({ timeout: 240_000 });
}

async function rudderstack() {
  const Analytics = require('@rudderstack/rudder-sdk-node');
  const analytics = new Analytics(key, { dataPlaneUrl: url, retryCount: 100, axiosRetryConfig: { retryDelay: () => 300 } });
  await stream((event) => analytics.track(event, settle));
  while (settled.delivered + settled.failed < total) {
    await analytics.flush();
    await pause();
  }
}

({ segment, rudderstack })[library]().then(
  () => {
    console.log(`end delivered ${settled.delivered} failed ${settled.failed}`);
    process.exit(settled.delivered === total ? 0 : 1);
  },
  (error) => {
    console.error(error);
    process.exit(2);
  },
);
