// Run by tests as a process of its own: starts a server in the folder given, says where, and waits to be killed, or to
// be asked to end, which it does without stopping the server.
import { startEmbeddedPostgres } from '#db/embedded.ts'

const [directory, durable] = process.argv.slice(2)
if (!directory) throw new Error('Give a folder.')

process.on('SIGTERM', () => process.exit())
const { url } = await startEmbeddedPostgres({ directory, durable: durable === 'durable' })
console.log(url)
setInterval(() => {}, 60_000)
