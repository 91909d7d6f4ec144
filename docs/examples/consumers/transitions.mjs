// Prints who moves to another stage, and why.
//   npm install kafkajs @kafkajs/confluent-schema-registry
//   KAFKA_BOOTSTRAP_SERVERS=… SCHEMA_REGISTRY_URL=… node transitions.mjs [how many]
import { Kafka, logLevel } from 'kafkajs'
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry'

const kafka = new Kafka({
  clientId: 'transitions',
  brokers: process.env.KAFKA_BOOTSTRAP_SERVERS.split(','),
  logLevel: logLevel.ERROR
})
const registry = new SchemaRegistry({ host: process.env.SCHEMA_REGISTRY_URL })
const consumer = kafka.consumer({ groupId: process.env.GROUP ?? 'print-transitions' }) // committed records only, as by default
let left = Number(process.argv[2] ?? Infinity)

// An Avro decimal(18,4) comes as bytes: the whole number of 1/10,000, big-endian, two's complement.
const money = bytes => Number(BigInt.asIntN(64, bytes.reduce((n, byte) => (n << 8n) | BigInt(byte), bytes[0] & 0x80 ? -1n : 0n))) / 10000

await consumer.connect()
await consumer.subscribe({ topic: process.env.TOPIC ?? 'stage-transitions', fromBeginning: true })
await consumer.run({
  eachMessage: async ({ message }) => {
    if (left-- <= 0) return
    const t = await registry.decode(message.value)
    console.log(
      `${new Date(t.effectiveAt).toISOString()} ${t.customerId} ${t.ladder} ${t.from} -> ${t.to} ` +
        `because ${t.because.condition} net ${money(t.rfm.net).toFixed(2)} id ${t.id}`
    )
    if (left === 0) setImmediate(() => consumer.disconnect().then(() => process.exit(0)))
  }
})
